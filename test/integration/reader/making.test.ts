import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../harbor/stage.ts';
import { robotsOf } from '../instances/stage.ts';
import { readerStage, whoAsked } from './stage.ts';

describe.each(['2.12.4', '2.13.5', '2.14.0', '2.15.2'])(
  'a reader robot on Harbor %s',
  (version) => {
    it('is made by a plan, reads everything, and changes nothing', async () => {
      const stage = await readerStage([version]);
      const { app, computer } = stage;
      const [simulator] = stage.simulators;
      if (simulator === undefined) throw new Error('there is no Harbor');
      const [id = ''] = await stage.ids('h0');
      const offer = await app.call('reader.offer', { id });
      expect(offer).toMatchObject({ why: '', sharers: [] });
      expect(
        offer.permissions.flatMap(({ kind, namespace, access }) =>
          access.map(({ resource, action }) => `${kind} ${namespace} ${resource}:${action}`),
        ),
      ).toStrictEqual([
        'system / robot:list',
        'system / project:list',
        'system / robot:read',
        'system / audit-log:list',
        'project * robot:list',
        'project * robot:read',
        'project * project:read',
      ]);

      const plan = await stage.plan(['h0']);
      expect(plan).toMatchObject({ state: 'ready', steps: 1, counts: { planned: 1 } });
      expect((await stage.view('h0')).reader).toMatchObject({ state: 'planned', planId: plan.id });
      const [step] = await stage.apply(plan);
      expect(step).toMatchObject({ status: 'done', secret: { state: 'kept' } });

      const view = await stage.view('h0');
      const { reader } = view;
      expect(reader).toMatchObject({
        state: 'used',
        username: step?.robotName,
        known: { gone: false, disabled: false, lost: [] },
        rights: { identity: 'robot' },
      });
      expect(view).toMatchObject({
        state: 'fresh',
        rights: { identity: 'system-admin' },
        unreadable: [],
      });
      expect(computer.keychain.get(`robot/${id}/${String(step?.robotId)}`)).toBeDefined();
      const { secrets } = await app.call('secrets.list', { instanceId: id });
      expect(secrets).toMatchObject([{ state: 'kept' }]);
      expect(secrets[0]?.verifiedAt).not.toBeNull();

      whoAsked(simulator);
      expect(await stage.sync('h0')).toMatchObject({ state: 'fresh', unreadable: [], robots: 4 });
      expect(whoAsked(simulator)).toStrictEqual([reader?.username]);
      expect(await robotsOf(app)).toBe(4);
      // The password is where it was, and changes go with it.
      expect(computer.keychain.get(`login/${view.login.id}`)).toBe(PASSWORD);
      const keys = [reader?.key ?? 0];
      const renewal = await stage.checked(
        await app.call('plans.make', {
          operation: { kind: 'renew', until: { kind: 'days', days: 30 } },
          keys,
        }),
      );
      expect(renewal).toMatchObject({ counts: { planned: 1 } });
      expect(whoAsked(simulator)).toContain('admin');
    });
  },
);

it('is not offered again where it was declined, also after the instance was edited', async () => {
  const stage = await readerStage(['2.15.2', '2.13.5']);
  await stage.app.call('reader.decline', { ids: await stage.ids('h0') });
  const { config, login } = await stage.view('h0');
  expect(config.readerDeclined).toBe(true);
  expect((await stage.view('h1')).config.readerDeclined).toBeUndefined();
  const { id, loginId: _, readerDeclined: __, ...entered } = config;
  const tags = ['edited'];
  const draft = { id, config: { ...entered, tags }, login: { id: login.id }, secrets: {} };
  await stage.app.call('instances.save', draft);
  await stage.restart();
  expect((await stage.view('h0')).config).toMatchObject({ readerDeclined: true, tags });
  // Whoever looks for it finds it still.
  expect(await stage.app.call('reader.offer', { id })).toMatchObject({ why: '' });
});
