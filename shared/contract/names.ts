import type { CallName } from './calls.ts';
import type { EventName } from './events.ts';

/**
 * The names alone, for the preload: it runs in a sandbox before every page and must not carry
 * the schemas with it. A name that is missing here or unknown there does not compile.
 */
const callNames: Readonly<Record<CallName, true>> = {
  'app.info': true,
  'app.notices': true,
  'app.dismissNotice': true,
  'app.enterDemo': true,
  'app.leaveDemo': true,
  'app.copyText': true,
  'app.pickFile': true,
  'instances.list': true,
  'instances.save': true,
  'instances.remove': true,
  'instances.reorder': true,
  'instances.setLocked': true,
  'instances.open': true,
  'instances.test': true,
  'instances.cancelTest': true,
  'logins.list': true,
  'logins.setPassword': true,
  'keychain.status': true,
  'keychain.retry': true,
  'keychain.setSessionOnly': true,
  'sync.start': true,
  'sync.cancel': true,
  'sync.answerReplaced': true,
  'robots.query': true,
  'robots.rows': true,
  'robots.facets': true,
  'robots.detail': true,
  'robots.setTags': true,
  'robots.find': true,
  'linked.query': true,
  'linked.sets': true,
  'linked.join': true,
  'linked.part': true,
  'overview.get': true,
  'plans.make': true,
  'plans.get': true,
  'plans.list': true,
  'plans.steps': true,
  'plans.check': true,
  'plans.apply': true,
  'plans.stop': true,
  'plans.answerConflict': true,
  'plans.close': true,
  'plans.undo': true,
  'plans.markdown': true,
  'journal.entries': true,
  'journal.export': true,
  'secrets.list': true,
  'secrets.copy': true,
  'secrets.reveal': true,
  'secrets.keep': true,
  'secrets.forget': true,
  'secrets.test': true,
  'secrets.handIn': true,
  'secrets.save': true,
  'views.list': true,
  'views.save': true,
  'views.remove': true,
  'settings.get': true,
  'settings.set': true,
  'data.info': true,
  'data.showFolder': true,
  'data.clearInventory': true,
};

const eventNames: Readonly<Record<EventName, true>> = {
  'instances.changed': true,
  'instances.testStep': true,
  'sync.progress': true,
  'inventory.changed': true,
  'plans.changed': true,
  'keychain.changed': true,
  'secrets.changed': true,
  'settings.changed': true,
  'app.notice': true,
  'app.command': true,
};

/** Every call, in the order of the contract. */
export const CALL_NAMES = Object.keys(callNames) as readonly CallName[];

/** Every event, in the order of the contract. */
export const EVENT_NAMES = Object.keys(eventNames) as readonly EventName[];
