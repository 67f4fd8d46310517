import type { INSTANCE_COLOURS } from '../../../../../shared/contract/instances.ts';
import type {
  InstanceDraft,
  InstanceView,
  LoginView,
} from '../../../../../shared/contract/instances.ts';
import { readAddress } from '../address.ts';

export type InstanceColour = (typeof INSTANCE_COLOURS)[number];

/** The fields of the add and edit page, flat, as the inputs have them. */
export interface InstanceForm {
  /** Null for a new instance. */
  readonly id: string | null;
  url: string;
  allowHttp: boolean;
  name: string;
  colour: InstanceColour;
  group: string;
  tags: string[];
  production: boolean;
  locked: boolean;
  /** Id of a login that exists already, or '' for a name and password of its own. */
  loginId: string;
  loginKind: LoginView['kind'];
  username: string;
  /** '' keeps what is stored. */
  password: string;
  trust: 'system' | 'ca' | 'pin';
  caPem: string;
  pinSha256: string;
  hasClientCertificate: boolean;
  certificateFile: string;
  keyFile: string;
  /** '' keeps what is stored. */
  keyPassphrase: string;
  proxy: 'system' | 'none' | 'address';
  proxyUrl: string;
  proxyUsername: string;
  /** '' keeps what is stored. */
  proxyPassword: string;
  parallel: number;
}

/** Colours in the order in which new instances get them; those that sound like an alarm last. */
const PROPOSED_COLOURS: readonly InstanceColour[] = [
  'blue',
  'teal',
  'violet',
  'green',
  'pink',
  'amber',
  'slate',
  'orange',
  'red',
];

/** A form for a new instance, in the first colour that no other instance has. */
export function emptyForm(existing: readonly InstanceView[]): InstanceForm {
  const used = new Set(existing.map((view) => view.config.colour));
  const free = PROPOSED_COLOURS.find((colour) => !used.has(colour));
  return {
    id: null,
    url: '',
    allowHttp: false,
    name: '',
    colour: free ?? 'blue',
    group: '',
    tags: [],
    production: false,
    locked: false,
    loginId: '',
    loginKind: 'user',
    username: '',
    password: '',
    trust: 'system',
    caPem: '',
    pinSha256: '',
    hasClientCertificate: false,
    certificateFile: '',
    keyFile: '',
    keyPassphrase: '',
    proxy: 'system',
    proxyUrl: '',
    proxyUsername: '',
    proxyPassword: '',
    parallel: 4,
  };
}

/** The form of an instance that exists. Secrets are empty: they never come to the window. */
export function formOf(view: InstanceView): InstanceForm {
  const { config, login } = view;
  return {
    ...emptyForm([]),
    id: config.id,
    url: config.url,
    allowHttp: config.allowHttp,
    name: config.name,
    colour: config.colour,
    group: config.group,
    tags: [...config.tags],
    production: config.production,
    locked: config.locked,
    // A login that others use too is chosen by its id; one of its own is edited in place.
    loginId: login.usedBy.length > 1 ? login.id : '',
    loginKind: login.kind,
    username: login.username,
    trust: config.trust.kind,
    caPem: config.trust.kind === 'ca' ? config.trust.pem : '',
    pinSha256: config.trust.kind === 'pin' ? config.trust.sha256 : '',
    hasClientCertificate: config.clientCertificate !== null,
    certificateFile: config.clientCertificate?.certificateFile ?? '',
    keyFile: config.clientCertificate?.keyFile ?? '',
    proxy: config.proxy.kind,
    proxyUrl: config.proxy.kind === 'address' ? config.proxy.url : '',
    proxyUsername: config.proxy.kind === 'address' ? config.proxy.username : '',
    parallel: config.parallel,
  };
}

/**
 * Whether the typed login is the one this instance has already, so that an empty password means
 * "keep it".
 */
export function keepsLogin(form: InstanceForm, saved: InstanceView | null): boolean {
  if (saved === null || form.loginId !== '') return false;
  const { kind, username, usedBy } = saved.login;
  // One that others share is left alone: a name typed here makes a login of its own.
  if (usedBy.length > 1) return false;
  if (kind !== form.loginKind) return false;
  return kind === 'oidc' || username === form.username.trim();
}

/**
 * What is sent to be tested or saved. Call it only for a form without problems; empty secrets
 * are left out, which keeps what is stored.
 */
export function draftOf(form: InstanceForm, saved: InstanceView | null): InstanceDraft {
  const address = readAddress(form.url);
  return {
    ...(form.id === null ? {} : { id: form.id }),
    config: {
      name: form.name.trim(),
      url: address.url,
      allowHttp: address.scheme === 'http' && form.allowHttp,
      colour: form.colour,
      group: form.group.trim(),
      tags: [...form.tags],
      production: form.production,
      locked: form.locked,
      trust: trustOf(form),
      clientCertificate: form.hasClientCertificate
        ? { certificateFile: form.certificateFile.trim(), keyFile: form.keyFile.trim() }
        : null,
      proxy: proxyOf(form),
      parallel: form.parallel,
    },
    login: loginOf(form, saved),
    secrets: {
      ...(form.loginId === '' && form.loginKind !== 'oidc' && form.password !== ''
        ? { password: form.password }
        : {}),
      ...(form.proxy === 'address' && form.proxyPassword !== ''
        ? { proxyPassword: form.proxyPassword }
        : {}),
      ...(form.hasClientCertificate && form.keyPassphrase !== ''
        ? { keyPassphrase: form.keyPassphrase }
        : {}),
    },
  };
}

/** A saved instance as a draft that changes nothing, to be changed in one place and sent. */
export function draftOfSaved(view: InstanceView): InstanceDraft {
  const { id, loginId, ...config } = view.config;
  return { id, config, login: { id: loginId }, secrets: {} };
}

function loginOf(form: InstanceForm, saved: InstanceView | null): InstanceDraft['login'] {
  if (form.loginId !== '') return { id: form.loginId };
  if (saved !== null && keepsLogin(form, saved)) return { id: saved.login.id };
  const { loginKind: kind } = form;
  return kind === 'oidc' ? { kind } : { kind, username: form.username.trim() };
}

function trustOf(form: InstanceForm): InstanceDraft['config']['trust'] {
  if (form.trust === 'ca') return { kind: 'ca', pem: form.caPem.trim() };
  // Without a fingerprint nothing was shown and trusted yet: test as the system would judge.
  if (form.trust === 'pin' && form.pinSha256 !== '') return { kind: 'pin', sha256: form.pinSha256 };
  return { kind: 'system' };
}

function proxyOf(form: InstanceForm): InstanceDraft['config']['proxy'] {
  if (form.proxy !== 'address') return { kind: form.proxy };
  return { kind: 'address', url: form.proxyUrl.trim(), username: form.proxyUsername.trim() };
}
