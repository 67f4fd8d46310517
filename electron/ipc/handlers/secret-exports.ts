import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const secretExportsHandlers = ({
  services,
}: HandlerContext): HandlersOf<'secretExports'> => ({
  'secretExports.robots': async (question) => (await services()).secretExports.robots(question),
  'secretExports.typeIn': async (typed) => (await services()).secretExports.typeIn(typed),
  'secretExports.preview': async (wish) => (await services()).secretExports.preview(wish),
  'secretExports.place': async (wish) => (await services()).secretExports.place(wish),
  'secretExports.previewAhead': async (wish) => {
    const { commands, secretExports } = await services();
    return secretExports.ahead.preview(wish, await commands.ahead(wish.robots));
  },
  'secretExports.placeAhead': async (wish) => {
    const { commands, secretExports } = await services();
    return secretExports.ahead.place(wish, await commands.ahead(wish.robots));
  },
  'secretExports.write': async (shown) => (await services()).secretExports.write(shown),
  'secretExports.cancel': async () => (await services()).secretExports.cancel(),
  'secretExports.copy': async (wish) => (await services()).secretExports.copy(wish),
});
