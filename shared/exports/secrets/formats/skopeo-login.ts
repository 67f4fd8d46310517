import { loginHint } from '../login-hint.ts';

/** Skopeo, which copies images between registries. */
export const skopeoLogin = loginHint({
  id: 'skopeo-login',
  title: 'Skopeo login',
  words: 'skopeo copy sync inspect authfile creds src-creds dest-creds login',
  purpose: 'Signs skopeo in, to copy and to look at images.',
  reader:
    'skopeo, which keeps the login in ${XDG_RUNTIME_DIR}/containers/auth.json, or where REGISTRY_AUTH_FILE points.',
  fileName: 'harbor-skopeo.txt',
  tool: 'skopeo',
  then: ['skopeo inspect docker://HOST/PROJECT/REPOSITORY:TAG'],
  beware: [
    'That file is gone after logout: “Podman auth.json” stays.',
    '--creds, --src-creds and --dest-creds put the secret into the list of processes: this command does not.',
  ],
});
