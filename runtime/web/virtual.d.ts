declare module "virtual:theme.css"
declare module "@mantine/core/styles.css"
declare module "@fontsource-variable/inter/wght.css"
