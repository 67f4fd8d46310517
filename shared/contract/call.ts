import { z } from 'zod';

/** The input or the output of a call that has none. */
export const nothing = z.undefined();
/** One call of the contract: what goes in, and what comes out. */
export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({
  input,
  output,
});
