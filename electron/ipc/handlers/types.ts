import type { CallName, CallOutput, CallParsed } from '../../../shared/contract/calls.ts';

/** What a handler answers: nothing at all where the contract says undefined. */
type Answer<N extends CallName> = CallOutput<N> extends undefined ? void : CallOutput<N>;

/** What answers one call. The input is parsed; errors meant for people are `AppError`s. */
export type Handler<N extends CallName> = (input: CallParsed<N>) => Answer<N> | Promise<Answer<N>>;

/** The handlers of one namespace: `HandlersOf<'views'>` has views.list, views.save, … */
export type HandlersOf<Namespace extends string> = {
  readonly [N in Extract<CallName, `${Namespace}.${string}`>]: Handler<N>;
};

/** A handler for every call of the contract; one that is missing does not compile. */
export type Handlers = { readonly [N in CallName]: Handler<N> };
