import { envFile } from '../env-file.ts';
import { systemdValue } from '../quoting/env-values.ts';

/** Variables for services of systemd. */
export const envSystemd = envFile({
  id: 'env-systemd',
  title: 'systemd EnvironmentFile',
  words: 'systemd unit service environment file',
  purpose: 'Variables for a service.',
  reader: 'systemd, by EnvironmentFile= of a unit.',
  use: ['EnvironmentFile=/etc/harbor/robot.env', 'systemctl restart UNIT'],
  beware: [
    'In ExecStart= and Environment= of a unit itself, write $$ for $ and %% for %.',
    'Every user can ask systemd for variables in units; those of a file only root reads stay hidden.',
  ],
  fileName: 'harbor-systemd.env',
  value: systemdValue,
  better: ['env-sh'],
});
