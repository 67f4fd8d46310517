import comments from '@eslint-community/eslint-plugin-eslint-comments/configs';
import es from 'eslint-plugin-es-x';
import vue from 'eslint-plugin-vue';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import typescript from 'typescript-eslint';
import { chromiumBaseline } from './scripts/lint/chromium-baseline.mjs';

/** What each room may import of ours; test/unit/house walks the whole graph by the same rules. */
const SHARED_FOR_THE_WINDOW = ['contract', 'robots', 'permissions', 'exports'];

const NATIVE = ['better-sqlite3', 'keytar'];

const border = (regex, message) => ({ regex, message });

const NO_ELECTRON = border(
  '^electron(/|$)',
  'Only main.ts, preload.ts and electron/shell/ use it.',
);
const NO_NODE = border('^node:', 'This room runs in the window too: no Node here.');
const NO_MAIN = border('(^|/)electron/', 'Nothing here may know the main process.');
const NO_WINDOW = border('(^|/)renderer/', 'Nothing here may know the window.');
const NO_TESTS = border('(^|/)test/', 'The product does not know its tests.');
const NO_SET_UP = border('(^|/)scripts/', 'The product does not know its set-up.');
const NO_SIMULATOR = border(
  '(^|/)simulator/',
  'The client and the simulator share no rule: a mistake in one must not hide in the other.',
);

const imports = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    { patterns: [NO_TESTS, NO_SET_UP, ...patterns] },
  ],
});

const banned = (selector, message) => ({ selector, message });

const NO_OPEN_EXTERNAL = banned(
  'MemberExpression[property.name=/^(openExternal|openPath)$/]',
  'One door leads out of the app: electron/shell/guards.ts.',
);
const NO_ENUM = banned('TSEnumDeclaration', 'Node runs these files by removing types: no enums.');
const TEST_SWITCHES = banned(
  'MemberExpression[property.name=/^(only|skip|todo|fixme)$/][object.name=/^(it|test|describe)$/]',
  'Every test runs, every time.',
);

/** Type-aware rules that catch what only goes wrong at run time. */
const ASYNC_RULES = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
};

export default defineConfig(
  {
    ignores: [
      '.cache/',
      'out/',
      'dist/',
      'test-results/',
      'playwright-report/',
      'test/contract/recordings/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...typescript.configs.recommended,
  ...vue.configs['flat/recommended'],
  comments.recommended,
  {
    languageOptions: { globals: globals.node },
    rules: {
      '@eslint-community/eslint-comments/require-description': 'error',
      '@eslint-community/eslint-comments/no-unlimited-disable': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      'no-restricted-syntax': ['error', NO_ENUM, NO_OPEN_EXTERNAL],
    },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      // A component is its file's one thing.
      'no-restricted-exports': 'off',
      // Prettier lays out templates.
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      // TypeScript says which props may be missing.
      'vue/require-default-prop': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
    },
  },
  {
    files: ['{electron,shared,renderer,test}/**/*.ts', '*.ts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: ASYNC_RULES,
  },

  // The rooms.
  {
    files: ['electron/**/*.ts'],
    rules: imports(NO_ELECTRON, NO_WINDOW),
  },
  {
    files: ['electron/main.ts', 'electron/preload.ts', 'electron/shell/**/*.ts'],
    rules: imports(NO_WINDOW),
  },
  {
    files: ['electron/harbor/**/*.ts'],
    rules: imports(NO_ELECTRON, NO_WINDOW, NO_SIMULATOR),
  },
  {
    files: ['electron/shell/guards.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENUM] },
  },
  {
    files: ['shared/**/*.ts'],
    rules: imports(NO_ELECTRON, NO_WINDOW, NO_MAIN, NO_NODE, border(`^(${NATIVE.join('|')})$`)),
  },
  {
    files: ['shared/{inventory,simulator}/**/*.ts'],
    rules: imports(NO_ELECTRON, NO_WINDOW, NO_MAIN),
  },
  {
    files: ['renderer/src/**/*.{ts,vue}'],
    extends: [es.configs['flat/restrict-to-es2023']],
    plugins: { purser: chromiumBaseline },
    languageOptions: { globals: globals.browser },
    rules: {
      // The oldest runtime that the window is started in. vue-tsc, with the library of ES2022, sees
      // to the language's methods that only types tell apart.
      'purser/chromium-baseline': ['error', 114],
      ...imports(
        NO_ELECTRON,
        NO_MAIN,
        NO_NODE,
        border(`^(${NATIVE.join('|')})$`, 'The window asks the main process.'),
        border(
          `(^|/)shared/(?!(${SHARED_FOR_THE_WINDOW.join('|')})/)`,
          `The window may import shared/{${SHARED_FOR_THE_WINDOW.join(',')}} alone.`,
        ),
      ),
    },
  },

  // What is written for a tool, or for people at a terminal.
  {
    files: ['*.config.{ts,js}', 'renderer/*.config.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['scripts/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENUM, TEST_SWITCHES] },
  },
);
