// The slow gate: what needs types, and the sizes of the house. oxlint is the fast gate before it.
import tseslint from "typescript-eslint"

// A function of one value may take a boolean value; a boolean beside other parameters is a switch.
const booleanParameter = {
  selector: ":function > .params ~ Identifier.params > TSTypeAnnotation > TSBooleanKeyword",
  message:
    "No boolean parameter: the call does not say what `true` means. Use two functions or a named option.",
}

const sizes = {
  "max-lines": ["error", { max: 300 }],
  "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
  "max-params": ["error", { max: 5 }],
  "no-restricted-syntax": ["error", booleanParameter],
}

const types = {
  "@typescript-eslint/no-explicit-any": "error",
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
  "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
  "@typescript-eslint/consistent-type-imports": "error",
  "@typescript-eslint/no-unnecessary-boolean-literal-compare": "error",
  "@typescript-eslint/return-await": ["error", "error-handling-correctness-only"],
  "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
  "@typescript-eslint/no-unused-vars": [
    "error",
    { argsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_", ignoreRestSiblings: true },
  ],
  "@typescript-eslint/require-await": "off",
  // Doors are objects of closures: their methods have no `this` to lose.
  "@typescript-eslint/unbound-method": "off",
}

export default tseslint.config(
  {
    ignores: [
      "dist/**",
      "coverage/**",
      ".data/**",
      "**/generated/**",
      "test/architecture/fixture/**",
      "**/*.config.ts",
      "eslint.config.js",
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...types, ...sizes },
  },
  {
    // A component's body is mostly the tree that it draws.
    files: ["runtime/web/**/*.tsx"],
    rules: { "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ["engine/**/*.ts", "runtime/**/*.ts"],
    ignores: ["runtime/main.ts"],
    rules: { "no-console": "error" },
  },
  {
    // chai's assertions are expressions, and a suite is one long function.
    files: ["test/**/*.ts", "test/**/*.tsx"],
    rules: {
      "max-lines-per-function": "off",
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
)
