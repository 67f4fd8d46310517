import { dockerAuths, jsonText, keysFor, type AuthKeys } from '../docker-auths.ts';
import { mergeAuths } from '../merge-auths.ts';
import { type FormatOption, valueOf } from '../options.ts';
import type { SecretFormat, Writing } from '../secret-format.ts';

/** How the registry is named in a file that can also name a project. */
export const keysOption: FormatOption = {
  id: 'keys',
  label: 'Logins by',
  help: 'By project where several robots are for one registry, else by registry.',
  initial: 'auto',
  choices: [
    { value: 'auto', label: 'What the robots need' },
    { value: 'host', label: 'Registry' },
    { value: 'project', label: 'Registry and project' },
  ],
};

/** The keys that were chosen, for these robots. */
export function chosenKeys({ robots, options }: Writing): AuthKeys {
  const chosen = valueOf(options, 'keys');
  return chosen === 'host' || chosen === 'project' ? chosen : keysFor(robots);
}

/** Logins as containers-auth.json(5) has them. */
export const containersAuthText = (writing: Writing): string =>
  jsonText({ auths: dockerAuths(writing, chosenKeys(writing), ['list-json', 'env-sh']) });

/** The file of logins of Podman, Buildah and Skopeo. */
export const containersAuth: SecretFormat = {
  id: 'containers-auth',
  title: 'Podman auth.json',
  group: 'Docker and Podman',
  words: 'buildah skopeo containers-auth podman login',
  purpose: 'Signs podman in, also with another robot for each project.',
  reader:
    'Podman, Buildah, Skopeo: ${XDG_RUNTIME_DIR}/containers/auth.json, ~/.config/containers/auth.json, or where REGISTRY_AUTH_FILE points.',
  use: [
    'Save it as ~/.config/containers/auth.json; what is in that file stays.',
    'Or point to it: podman --authfile, or REGISTRY_AUTH_FILE.',
  ],
  beware: [
    'The file below XDG_RUNTIME_DIR is gone after logout.',
    'Docker does not read logins that name a project.',
  ],
  robots: 'many',
  holdsSecret: true,
  fileName: 'auth.json',
  options: [keysOption],
  write: containersAuthText,
  login: 'podman',
  merge: (before, text) => mergeAuths(before, text, { program: 'Podman', hasStore: false }),
};
