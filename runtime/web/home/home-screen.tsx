// The start: what waits, module by module, what can be begun, and where one was last.
import { useModel } from "../api/model.ts"
import { useScreenTitle } from "../frame/use-screen-title.ts"
import { Icon } from "../icon/icon.tsx"
import { Link } from "../route/link.tsx"
import { newPath, recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import classes from "./home.module.css"
import { readRecent } from "./recent.ts"
import { Underway } from "./underway.tsx"
import { WaitingView } from "./waiting-view.tsx"
import { workOf, type Work } from "./work.ts"

export default function HomeScreen() {
  const say = useText()
  const model = useModel()
  const title = say("home.title", { name: model.user.name.split(" ")[0] ?? "" })
  useScreenTitle(say("home.link"))
  return (
    <section className={classes.screen} aria-label={say("home.link")}>
      <h1 className={classes.title}>{title}</h1>
      <Underway />
      <div className={classes.cards}>
        {workOf(model).map((work) => (
          <WorkCard key={work.module.name} work={work} />
        ))}
        <RecentCard />
      </div>
    </section>
  )
}

function WorkCard({ work: { module, views, begins } }: { readonly work: Work }) {
  const say = useText()
  return (
    <section className={classes.card} aria-label={module.title}>
      <h2 className={classes.heading}>
        <Icon name={module.icon} />
        {module.title}
      </h2>
      <ul className={classes.list}>
        {views.map(({ view, entity, title }) => (
          <li key={view.id}>
            <WaitingView module={module} view={view} entity={entity} title={title} />
          </li>
        ))}
      </ul>
      {begins.length > 0 && (
        <p className={classes.begins}>
          <span className={classes.quiet}>{say("list.create")}:</span>
          {begins.map((entity) => (
            <Link key={entity.id} href={newPath(entity.id)}>
              {entity.title}
            </Link>
          ))}
        </p>
      )}
    </section>
  )
}

function RecentCard() {
  const say = useText()
  const model = useModel()
  const recent = readRecent(model).filter(({ entity }) => model.entities[entity] !== undefined)
  if (recent.length === 0) return null
  return (
    <section className={classes.card} aria-label={say("home.recent")}>
      <h2 className={classes.heading}>
        <Icon name="history" />
        {say("home.recent")}
      </h2>
      <ul className={classes.list}>
        {recent.map(({ entity, id, title }) => (
          <li key={id}>
            <Link className={classes.row} href={recordPath(entity, id)}>
              <span className={classes.name}>{title}</span>
              <span className={classes.quiet}>{model.entities[entity]?.title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
