import { refusal, type Rule } from '../../situation.ts';

/**
 * A legacy robot whose secret was refreshed is editable and has no permission rows, so DELETE
 * answers 404 and keeps it (Harbor 2.4 to 2.16).
 */
export const cannotDelete: Rule = ({ fresh, edit }) =>
  edit === null && fresh.editable && fresh.permissions.length === 0
    ? refusal(
        'cannot-delete',
        'It has no permissions, and Harbor answers 404 when such a robot is to be deleted.',
        'Edit it first and give it any permission and a duration. Then delete it.',
      )
    : null;
