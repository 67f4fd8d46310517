import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What one request got from a real Harbor; neither `body` nor `text`: the answer was empty. */
export interface RecordedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
  readonly text?: string;
}

export interface RequestStep {
  readonly as?: string | { readonly user: string; readonly password: string };
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly raw?: string;
  };
  readonly capture?: Readonly<Record<string, string>>;
  readonly captureLocation?: string;
  readonly note?: string;
  readonly response: RecordedAnswer;
}

export interface WaitStep {
  readonly wait: number;
}

export interface FixtureRequest {
  readonly fixture: string;
}

export type Step = RequestStep | WaitStep | FixtureRequest;

/** One scenario as it was played against a running Harbor. */
export interface Recording {
  readonly harbor: string;
  readonly scenario: string;
  readonly about: string;
  readonly steps: readonly Step[];
}

/** Reads one recording. */
export function readRecording(file: string): Recording {
  return JSON.parse(readFileSync(file, 'utf8')) as Recording;
}

/** Files of a folder `<version>/<scenario>.json`, in order. */
export function recordingFiles(
  folder: string,
): { version: string; scenario: string; file: string }[] {
  return readdirSync(folder)
    .filter((version) => version.startsWith('v'))
    .sort()
    .flatMap((version) =>
      readdirSync(join(folder, version))
        .filter((name) => name.endsWith('.json'))
        .sort()
        .map((name) => ({
          version,
          scenario: name.replace(/\.json$/, ''),
          file: join(folder, version, name),
        })),
    );
}
