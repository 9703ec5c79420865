import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { roomsRule } from './scripts/eslint-rooms.mjs';

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      'build/',
      'coverage/',
      'types/generated/',
      'public/',
      '.tmp/',
      '.cache/',
      '.strapi/',
    ],
  },
  ...tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { globals: globals.node },
    rules: {
      eqeqeq: ['error', 'smart'],
      'prefer-const': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { disallowTypeAnnotations: false, fixStyle: 'separate-type-imports' },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
    },
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['plugins/asset-provenance/**/*.{ts,tsx}'],
    plugins: { local: { rules: { rooms: roomsRule } } },
    rules: { 'local/rooms': 'error' },
  },
  {
    files: ['plugins/asset-provenance/{server,shared}/**/*.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['plugins/asset-provenance/admin/**/*.{ts,tsx}', 'src/admin/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { globals: globals.browser },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name=/^(textColor|color)$/] Literal[value=/^warning/]',
          message: 'Orange words cannot be read on a light page: take neutral800 and an icon.',
        },
      ],
    },
  }
);
