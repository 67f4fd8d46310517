import type { InstanceView } from '../../../../../shared/contract/instances.ts';
import { isProxyAddress } from '../../../../../shared/contract/proxy-address.ts';
import { readAddress } from '../address.ts';
import { keepsLogin, type InstanceForm } from './instance-form.ts';

/** Field → the sentence that stands under it. Empty if the form can be tested and saved. */
export type FormProblems = Partial<Record<keyof InstanceForm, string>>;

/**
 * Everything that keeps this form from being tested or saved. `others` are the instances beside
 * this one: names are unique, whatever their case.
 */
export function problemsOf(
  form: InstanceForm,
  saved: InstanceView | null,
  others: readonly InstanceView[],
): FormProblems {
  return {
    ...addressProblems(form, others),
    ...loginProblems(form, saved),
    ...networkProblems(form),
  };
}

function addressProblems(form: InstanceForm, others: readonly InstanceView[]): FormProblems {
  const address = readAddress(form.url);
  const name = form.name.trim().toLocaleLowerCase();
  const isTaken = others.some((view) => view.config.name.toLocaleLowerCase() === name);
  return {
    ...(address.problem === null ? {} : { url: address.problem }),
    ...(address.scheme === 'http' && !form.allowHttp
      ? { allowHttp: 'Allow plain http, or use https.' }
      : {}),
    ...(form.name.trim() === '' ? { name: 'Give it a name.' } : {}),
    ...(name !== '' && isTaken ? { name: 'Another instance has this name.' } : {}),
    ...(form.name.trim().length > 100 ? { name: 'A name has at most 100 characters.' } : {}),
    ...(form.group.trim().length > 60 ? { group: 'A group has at most 60 characters.' } : {}),
    ...(form.tags.some((tag) => tag.length > 60)
      ? { tags: 'A tag has at most 60 characters.' }
      : {}),
  };
}

function loginProblems(form: InstanceForm, saved: InstanceView | null): FormProblems {
  if (form.loginId !== '' || form.loginKind === 'oidc') return {};
  const username = form.username.trim();
  const needsPassword = form.password === '' && !keepsLogin(form, saved);
  return {
    ...(username === '' ? { username: 'Enter the name Purser signs in with.' } : {}),
    ...(username.length > 512 ? { username: 'A name has at most 512 characters.' } : {}),
    ...(needsPassword
      ? { password: form.loginKind === 'robot' ? 'Enter its secret.' : 'Enter the password.' }
      : {}),
    ...(form.password.length > 4_096 ? { password: 'At most 4 096 characters.' } : {}),
  };
}

function networkProblems(form: InstanceForm): FormProblems {
  const problems: FormProblems = {};
  if (form.trust === 'ca' && !/-----BEGIN CERTIFICATE-----/.test(form.caPem)) {
    problems.caPem = 'Paste a certificate that begins with -----BEGIN CERTIFICATE-----.';
  }
  if (form.trust === 'pin' && !/^[0-9a-f]{64}$/.test(form.pinSha256)) {
    problems.trust = 'Test the connection to see the certificate and trust it.';
  }
  if (form.hasClientCertificate) {
    if (form.certificateFile.trim() === '') problems.certificateFile = 'Choose the certificate.';
    if (form.keyFile.trim() === '') problems.keyFile = 'Choose the key.';
  }
  if (form.proxy === 'address' && !isProxyAddress(form.proxyUrl)) {
    problems.proxyUrl =
      'Enter it like http://proxy.example.com:3128 or socks5://localhost:1080, without name and password.';
  }
  if (!Number.isInteger(form.parallel) || form.parallel < 1 || form.parallel > 8) {
    problems.parallel = 'Between 1 and 8.';
  }
  return problems;
}

/** Things worth a second look that do not keep anybody from saving. */
export interface FormRemarks {
  readonly looksLikeRobot: boolean;
  /** Name of another instance at the same address. */
  readonly sameAddressAs: string | null;
}

/**
 * Remarks on a form without judging it. Robot names start with the prefix of their Harbor,
 * `robot$` unless somebody changed it.
 */
export function remarksOn(form: InstanceForm, others: readonly InstanceView[]): FormRemarks {
  const { url } = readAddress(form.url);
  const same = others.find((view) => url !== '' && view.config.url === url);
  return {
    looksLikeRobot:
      form.loginId === '' && form.loginKind === 'user' && form.username.trim().startsWith('robot$'),
    sameAddressAs: same?.config.name ?? null,
  };
}
