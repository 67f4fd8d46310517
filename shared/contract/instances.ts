import { z } from 'zod';
import { INSTANCE_COLOURS, TEST_STEPS } from './instance-lists.ts';
import { errorShape } from './errors.ts';
import { PROJECT_CREATIONS } from '../permissions/project-creation.ts';

export { INSTANCE_COLOURS, TEST_STEPS };

export const instanceId = z.uuid();
export const loginId = z.uuid();
const name = z.string().trim().min(1).max(100);
const tag = z.string().trim().min(1).max(60);

/** How the certificate of an https instance is judged. There is no way to skip it. */
export const trust = z.discriminatedUnion('kind', [
  /** The system's certificate authorities. */
  z.object({ kind: z.literal('system') }),
  /** The system's and these, as PEM. */
  z.object({ kind: z.literal('ca'), pem: z.string().min(1).max(200_000) }),
  /** This very certificate: SHA-256 of the leaf in lower-case hex, 64 characters. */
  z.object({ kind: z.literal('pin'), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
]);

/** Files of the user's own; Purser keeps the paths, and the passphrase in the keychain. */
export const clientCertificate = z.object({
  certificateFile: z.string().min(1).max(4_096),
  keyFile: z.string().min(1).max(4_096),
});

export const proxy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('system') }),
  z.object({ kind: z.literal('none') }),
  /** See `proxy-address.ts`; the password of `username` is in the keychain. */
  z.object({ kind: z.literal('address'), url: z.url().max(2_000), username: z.string().max(255) }),
]);

/**
 * The robot that an instance is read with; its secret is in the vault, as any robot's. `planned`:
 * a plan is about to make it. `paused`: Harbor refused it, and the user reads with the login
 * meanwhile.
 */
export const reader = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('planned'),
    planId: z.uuid(),
    /** Days that it is made for, and renewed for. */
    days: z.int(),
    /** Then the login's password is asked for when something is to be changed. */
    thenAsk: z.boolean(),
  }),
  z.object({
    state: z.enum(['used', 'paused']),
    robotId: z.int(),
    /** Full name. */
    username: z.string().min(1).max(512),
    days: z.int(),
  }),
]);

export type Reader = z.infer<typeof reader>;

/** What people entered about an instance. Holds no secret. */
export const instanceConfig = z.object({
  id: instanceId,
  name,
  /** Origin and optional path, for example https://harbor.example.com. */
  url: z.string().min(1).max(2_000),
  /** Plain http was asked for on purpose. */
  allowHttp: z.boolean(),
  colour: z.enum(INSTANCE_COLOURS),
  /** Heading it stands under in the sidebar; '' for none. */
  group: z.string().trim().max(60),
  tags: z.array(tag).max(50),
  /** Deleting and bulk changes ask for more on these. */
  production: z.boolean(),
  /** Nothing can be changed through Purser. */
  locked: z.boolean(),
  loginId,
  trust,
  clientCertificate: clientCertificate.nullable(),
  proxy,
  /** Requests in flight at once, 1 to 8. */
  parallel: z.int().min(1).max(8),
  /** Absent where the login reads too. */
  reader: reader.optional(),
  /** Nobody wants a reader robot there: it is offered only where somebody looks for it. */
  readerDeclined: z.boolean().optional(),
});

export type InstanceConfig = z.infer<typeof instanceConfig>;
export type Trust = z.infer<typeof trust>;
export type Proxy = z.infer<typeof proxy>;

/** Who Purser is on one or several instances. The password is in the keychain. */
export const login = z.object({
  id: loginId,
  /** `oidc`: somebody who signs in through the provider; nothing of that is kept. */
  kind: z.enum(['user', 'robot', 'oidc']),
  /** '' for a sign-in through the provider that nobody made yet. */
  username: z.string().max(512),
  /** Its password is asked for when something is to be changed, and soon forgotten. */
  asked: z.boolean().optional(),
});

export type Login = z.infer<typeof login>;

/** A login as the window sees it. */
export const loginView = login.extend({
  /** Names of the instances that use it. */
  usedBy: z.array(z.string()),
  /** Where the password, or the sign-in, is: the keychain, memory until Purser quits, or nowhere. */
  stored: z.enum(['keychain', 'session', 'nowhere']),
  /** Epoch seconds until when a password that was asked for is held in memory; null for none. */
  heldUntil: z.int().nullable().optional(),
});

export type LoginView = z.infer<typeof loginView>;

/** Secrets that travel in, never out. An absent key leaves what is stored. */
export const instanceSecrets = z.object({
  password: z.string().min(1).max(4_096).optional(),
  proxyPassword: z.string().max(4_096).optional(),
  keyPassphrase: z.string().max(4_096).optional(),
});

/** A new or changed instance on its way in. */
export const instanceDraft = z.object({
  /** Absent for a new instance. */
  id: instanceId.optional(),
  config: instanceConfig.omit({ id: true, loginId: true, reader: true, readerDeclined: true }),
  /** An existing login, or a new one made of this name and `secrets.password`. */
  login: z.union([
    z.object({ id: loginId }),
    z.object({ kind: z.enum(['user', 'robot']), username: z.string().min(1).max(512) }),
    z.object({ kind: z.literal('oidc') }),
  ]),
  secrets: instanceSecrets,
});

export type InstanceDraft = z.infer<typeof instanceDraft>;

/** The named states of an instance; each has its own sign and sentence in the window. */
export const INSTANCE_STATES = [
  'never-synced',
  'fresh',
  'syncing',
  'stale',
  'offline',
  'needs-login',
  'sign-in-ended',
  'certificate-changed',
  'replaced',
  'failed',
] as const;

/** What this login can and cannot do there, as far as was seen. */
export const rights = z.object({
  identity: z.enum(['system-admin', 'project-admin', 'user', 'robot', 'unknown']),
  username: z.string(),
  /** Projects this login administers, where it is a project administrator. */
  adminOfProjects: z.int(),
  /** Sentences, each one fact: "Sees every robot of every project." */
  can: z.array(z.string()),
  cannot: z.array(z.string()),
});

export type Rights = z.infer<typeof rights>;

/** The robot that an instance is read with, as the window sees it. */
export const readerView = z.object({
  state: z.enum(['planned', 'used', 'paused']),
  /** The plan that makes it; null once it is made. */
  planId: z.uuid().nullable(),
  username: z.string(),
  days: z.int(),
  /** In the inventory; null while it was not read. */
  key: z.int().nullable(),
  /** What is known of it; null where it was not read yet. */
  known: z
    .object({
      gone: z.boolean(),
      disabled: z.boolean(),
      /** Epoch seconds on the server's clock, -1 for never. */
      expiresAt: z.int(),
      createdAt: z.int(),
      /** What it holds no more, as "robot:list on all projects". */
      lost: z.array(z.string()),
    })
    .nullable(),
  /** What it may see, as far as was seen. */
  rights: rights.nullable(),
});

export type ReaderView = z.infer<typeof readerView>;

/** A project whose robots could not be read, and why. */
export const unreadable = z.object({
  /** '' for the system robots. */
  project: z.string(),
  error: errorShape,
});

export const syncProgress = z.object({
  requestsDone: z.int(),
  /** Grows while projects are being counted; never less than `requestsDone`. */
  requestsKnown: z.int(),
  robots: z.int(),
});

/** An instance as the window shows it. */
export const instanceView = z.object({
  config: instanceConfig,
  login: loginView,
  state: z.enum(INSTANCE_STATES),
  /** The failure behind `offline`, `needs-login`, `sign-in-ended`, `certificate-changed`, `failed`. */
  error: errorShape.nullable(),
  /** Epoch seconds since when it fails like this, null where it does not. */
  since: z.int().nullable(),
  /** Epoch seconds of the last whole read, null before the first. */
  asOf: z.int().nullable(),
  progress: syncProgress.nullable(),
  harborVersion: z.string().nullable(),
  /** Who may make projects there; null where that was not read. */
  projectCreation: z.enum(PROJECT_CREATIONS).nullable(),
  /** Harbor itself is in read-only mode. */
  readOnly: z.boolean(),
  /** Server clock minus ours, seconds; null if unknown. */
  clockOffset: z.number().nullable(),
  /** Name of the provider that its people sign in at; '' for none, or where it is not known. */
  provider: z.string(),
  /** Of the login, also where a reader robot reads. */
  rights: rights.nullable(),
  reader: readerView.nullable().optional(),
  unreadable: z.array(unreadable),
  robots: z.int(),
  projects: z.int(),
  expiringSoon: z.int(),
  expired: z.int(),
  neverExpires: z.int(),
});

export type Unreadable = z.infer<typeof unreadable>;
export type SyncProgress = z.infer<typeof syncProgress>;
export type InstanceView = z.infer<typeof instanceView>;
export type InstanceState = (typeof INSTANCE_STATES)[number];

/** One certificate of the chain as the server sent it, leaf first. */
export const certificateView = z.object({
  subject: z.string(),
  issuer: z.string(),
  /** Epoch seconds. */
  validFrom: z.int(),
  validTo: z.int(),
  /** Lower-case hex without colons. */
  sha256: z.string(),
  names: z.array(z.string()),
});

export type CertificateView = z.infer<typeof certificateView>;

export const testStep = z.object({
  step: z.enum(TEST_STEPS),
  status: z.enum(['running', 'passed', 'failed', 'skipped']),
  /** What was found, in words: "203.0.113.7", "Harbor 2.15.2", "TLS 1.3". */
  found: z.string(),
  error: errorShape.nullable(),
  /** The chain, on the step `tls`. */
  certificates: z.array(certificateView),
});

export type TestStep = z.infer<typeof testStep>;
export type TestStepName = (typeof TEST_STEPS)[number];

/** How a connection test ended. */
export const testReport = z.object({
  ok: z.boolean(),
  steps: z.array(testStep),
  harborVersion: z.string().nullable(),
  rights: rights.nullable(),
});

export type TestReport = z.infer<typeof testReport>;
