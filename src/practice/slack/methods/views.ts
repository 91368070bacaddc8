import { z } from 'zod';
import { asHome, asModal, validateHome, validateView } from '../block-kit/validate.js';
import type { OpenView, SlackState } from '../state.js';
import { homeObject, viewObject } from '../payloads.js';
import { failure, method, type MethodAnswer, type MethodContext, withMessages } from './method.js';

/** A root view and two more (docs.slack.dev/surfaces/modals). */
const STACK_AT_MOST = 3;

const view = z.record(z.string(), z.unknown());
const byTrigger = z.object({ trigger_id: z.string(), view });

/** docs.slack.dev/reference/methods/views.* */
export const viewMethods = {
  'views.open': method({ tier: 4, args: byTrigger, run: (context, args) => show(context, args, () => undefined) }),
  'views.push': method({
    tier: 4,
    args: byTrigger,
    run: (context, args) =>
      show(context, args, (userId) => {
        const below = context.state.topView(userId);
        if (below === undefined) return failure('not_found');
        const stack = [...context.state.views.values()].filter((one) => one.rootId === below.rootId);
        return stack.length < STACK_AT_MOST ? below.rootId : failure('push_limit_reached');
      }),
  }),
  'views.update': method({
    tier: 4,
    args: z.object({ view_id: z.string().optional(), external_id: z.string().optional(), hash: z.string().optional(), view }),
    run: (context, args) => {
      const { state } = context;
      const open = [...state.views.values()].find(
        (one) => one.id === args.view_id || (args.external_id !== undefined && one.modal.external_id === args.external_id),
      );
      if (open === undefined) return failure('not_found');
      if (args.hash !== undefined && args.hash !== open.hash) return failure('hash_conflict');
      const problems = validateView(args.view);
      if (problems.length > 0) return refused(problems);
      return { ok: true, view: viewObject(context, updated(state, open, args.view)) };
    },
  }),
  'views.publish': method({
    tier: 4,
    args: z.object({ user_id: z.string(), hash: z.string().optional(), view }),
    run: (context, { user_id: userId, hash, view: wanted }) => {
      const { state, workspace, manifest } = context;
      if (!workspace.users.has(userId)) return failure('user_not_found');
      if (!manifest.hasHome) return failure('not_enabled');
      const before = state.homes.get(userId);
      if (hash !== undefined && before !== undefined && hash !== before.hash) return failure('hash_conflict');
      const problems = validateHome(wanted);
      if (problems.length > 0) return refused(problems);
      const home = { id: before?.id ?? nextViewId(state), hash: nextHash(state), home: asHome(wanted, () => nextBlockId(state)) };
      state.homes.set(userId, home);
      return { ok: true, view: homeObject(context, home) };
    },
  }),
};

/** Puts a modal up for whoever a trigger belongs to; `under` says in which stack, or why not. */
function show(
  context: MethodContext,
  args: z.output<typeof byTrigger>,
  under: (userId: string) => string | MethodAnswer | undefined,
): MethodAnswer {
  const { state, now, triggerLastsMs } = context;
  const trigger = state.triggers.get(args.trigger_id);
  if (trigger === undefined) return failure('invalid_trigger_id');
  if (trigger.used) return failure('exchanged_trigger_id');
  if (now().getTime() - trigger.at > triggerLastsMs) return failure('expired_trigger_id');
  const problems = validateView(args.view);
  if (problems.length > 0) return refused(problems);
  const root = under(trigger.userId);
  if (typeof root === 'object') return root;
  state.triggers.set(args.trigger_id, { ...trigger, used: true });
  return { ok: true, view: viewObject(context, opened(state, { userId: trigger.userId, rootId: root, view: args.view })) };
}

/** Puts a modal on top. */
export function opened(
  state: SlackState,
  wanted: { readonly userId: string; readonly rootId: string | undefined; readonly view: unknown },
): OpenView {
  const id = nextViewId(state);
  const modal = asModal(wanted.view, () => nextBlockId(state));
  const view: OpenView = { id, hash: nextHash(state), userId: wanted.userId, rootId: wanted.rootId ?? id, modal };
  state.views.set(id, view);
  return view;
}

/** Puts something else into an open modal; what was said beside its inputs goes. */
export function updated(state: SlackState, { errors: _gone, ...open }: OpenView, wanted: unknown): OpenView {
  const view: OpenView = { ...open, hash: nextHash(state), modal: asModal(wanted, () => nextBlockId(state)) };
  state.views.set(view.id, view);
  return view;
}

function refused(problems: readonly string[]): MethodAnswer {
  return problems[0] === 'view_too_large' ? failure('view_too_large') : withMessages('invalid_arguments', problems);
}

function nextViewId(state: SlackState): string {
  return `V${String(state.next()).padStart(8, '0')}`;
}

function nextHash(state: SlackState): string {
  return `${state.next()}.hash`;
}

function nextBlockId(state: SlackState): string {
  return `b${state.next().toString(36)}`;
}
