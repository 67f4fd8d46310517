import type { RobotRow } from '../../../../../shared/contract/robots.ts';
import { call } from '../../../api/index.ts';
import { takeFirstRows } from '../first-rows.ts';
import { useRowWindow } from './use-row-window.ts';
import type { RowWindow } from './use-row-window.ts';

/** The rows of robots around what is shown. */
export const useRobotRows = (): RowWindow<RobotRow> =>
  useRowWindow((keys) => call('robots.rows', { keys }), takeFirstRows());
