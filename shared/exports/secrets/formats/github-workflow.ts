import type { SecretFormat } from '../secret-format.ts';
import { prefixOf, variablePrefix } from './github-secrets.ts';

/** The step of a workflow that signs in. */
export const githubWorkflow: SecretFormat = {
  id: 'github-workflow',
  title: 'GitHub Actions workflow step',
  group: 'CI',
  words: 'github actions workflow login-action yaml snippet',
  purpose: 'Signs a job in, with what “GitHub Actions secrets” has set.',
  reader: 'GitHub Actions, among the steps of a job.',
  use: ['Paste it under steps: in .github/workflows.'],
  beware: ['Never write ${{ secrets… }} into a run: line: the shell expands the $ in the name.'],
  robots: 'one',
  holdsSecret: false,
  fileName: 'harbor-step.yaml',
  options: [variablePrefix],
  write: ({ options }) => {
    const prefix = prefixOf(options);
    return [
      '- name: Sign in to Harbor',
      '  uses: docker/login-action@v3',
      '  with:',
      `    registry: \${{ vars.${prefix}_REGISTRY }}`,
      `    username: \${{ vars.${prefix}_USERNAME }}`,
      `    password: \${{ secrets.${prefix}_PASSWORD }}`,
      '',
    ].join('\n');
  },
};
