import { createSimulator } from '../../shared/simulator/simulator.ts';
import type { FixtureStep } from '../../shared/simulator/fixtures.ts';
import { HttpSender } from './http-stage.ts';
import { play } from './player.ts';
import type { Mismatch } from './player.ts';
import type { Recording } from './recording.ts';

/** Plays a recording over HTTP against a fresh simulator of its version, on a clock of its own. */
export async function replay(recording: Recording, seed?: number): Promise<Mismatch[]> {
  const simulator = createSimulator({
    version: recording.harbor,
    adminPassword: 'Harbor12345',
    clock: 'jump',
    ...(seed === undefined ? {} : { seed }),
  });
  const { url } = await simulator.listen();
  const sender = new HttpSender(url);
  try {
    const mismatches = await play(recording, {
      send: (request) => sender.send(request),
      fixture: async (step) => simulator.fixture(step as FixtureStep),
      wait: async (seconds) => simulator.clock.advance(seconds),
    });
    if (simulator.defects.length > 0) throw simulator.defects[0];
    return mismatches;
  } finally {
    sender.close();
    await simulator.close();
  }
}
