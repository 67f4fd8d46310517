import { loginHint } from '../login-hint.ts';

/** Trivy, for one registry. */
export const trivyLogin = loginHint({
  id: 'trivy-login',
  title: 'Trivy login',
  words: 'trivy aqua scan scanner vulnerabilities registry login',
  purpose: 'Signs trivy in, to pull the images that it scans.',
  reader:
    'trivy, which keeps the login in docker’s config.json: ~/.docker, or where DOCKER_CONFIG points.',
  fileName: 'harbor-trivy.txt',
  tool: 'trivy',
  then: ['trivy image HOST/PROJECT/REPOSITORY:TAG'],
  beware: [
    'One login for a host: what docker had for it is replaced.',
    'Trivy takes no login with a comma in the name, or with a space at either end of the secret.',
  ],
});
