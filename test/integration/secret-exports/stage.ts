import type { CallInput } from '../../../shared/contract/calls.ts';
import type { ExportPlace, ExportResult } from '../../../shared/contract/secret-exports.ts';
import { secretsStage, type SecretsStage } from '../secrets/stage.ts';

export interface ExportStage extends SecretsStage {
  /** A secret that is the robot's own. */
  readonly aSecret: (robotName: string, robotId: number, secret?: string) => Promise<string>;
  /** Chooses this file, or folder with a pattern, and answers what was seen there. */
  readonly place: (
    path: string,
    wish: Partial<CallInput<'secretExports.place'>> & { readonly handles: string[] },
  ) => Promise<ExportPlace | null>;
  readonly write: (place: ExportPlace | null) => Promise<ExportResult>;
}

/** Purser with one instance, and secrets of robots that only it knows. */
export const exportStage = async (): Promise<ExportStage> => {
  const stage = await secretsStage();
  return Object.assign(stage, {
    aSecret: async (robotName: string, robotId: number, secret?: string) => {
      const wish = stage.wish({ robotId, robotName });
      const handle = await stage.secrets().begin(wish, secret ?? null);
      await stage.secrets().promote(handle, { verified: true, at: 1_800_000_000 });
      return handle;
    },
    place: (
      path: string,
      wish: Partial<CallInput<'secretExports.place'>> & { handles: string[] },
    ) => {
      stage.app.desktop.savePath = path;
      stage.app.desktop.folderPath = path;
      return stage.app.call('secretExports.place', {
        format: 'docker-config',
        options: {},
        encryption: { kind: 'none' },
        pattern: null,
        ...wish,
      });
    },
    write: (place: ExportPlace | null) => {
      if (place === null) throw new Error('no place was chosen');
      return stage.app.call('secretExports.write', { place: place.id });
    },
  });
};
