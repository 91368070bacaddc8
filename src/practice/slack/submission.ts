import { z } from 'zod';
import { fieldsOf, initialValue, isEmpty } from './block-kit/fields.js';
import { validateView } from './block-kit/validate.js';
import { type ClientParts, newTrigger, sendInteraction } from './containers.js';
import { opened, updated } from './methods/views.js';
import { typedKey, viewObject } from './payloads.js';
import type { AppAnswer } from './sender.js';
import type { OpenView } from './state.js';

/** Submits a modal and turns it into what the app answers. Throws when Slack would not let anybody submit it. */
export async function submit(parts: ClientParts, viewId: string): Promise<AppAnswer> {
  const { context, userId } = parts;
  const view = context.state.views.get(viewId);
  if (view === undefined || view.userId !== userId) throw new Error(`${userId} has no modal ${viewId} open`);
  const missing = missingField(parts, view);
  if (view.modal.submit === undefined || missing !== undefined)
    throw new Error(`Slack lets nobody submit this${missing === undefined ? '' : ` without ${missing}`}`);
  const payload = { trigger_id: newTrigger(parts), view: viewObject(context, view), response_urls: [] };
  const answer = await sendInteraction(parts, 'view_submission', payload);
  if (answer.status === 200) turnInto(parts, view, answer.body);
  return answer;
}

/** Closes a modal, or the stack that it is in, and tells the app if it wants to know. */
export async function closeView(parts: ClientParts, viewId: string, all: boolean): Promise<void> {
  const { context } = parts;
  const { state } = context;
  const view = state.views.get(viewId);
  if (view === undefined) return;
  const stack = [...state.views.values()].filter((one) => one.rootId === view.rootId);
  const gone = all || view.modal.clear_on_close === true ? stack : [view];
  const told = gone.filter((one) => one.modal.notify_on_close === true).map((one) => viewObject(context, one));
  for (const one of gone) state.views.delete(one.id);
  state.changed();
  for (const one of told) await sendInteraction(parts, 'view_closed', { view: one, is_cleared: gone.length > 1 });
}

/** A field that has to be filled in and is not. */
function missingField({ context: { state } }: ClientParts, view: OpenView): string | undefined {
  return fieldsOf(view.modal.blocks).find(({ block, element }) => {
    if (block.type !== 'input' || block.optional === true) return false;
    const typed = state.typed.get(typedKey(view.id, block.block_id ?? '', element.action_id));
    return isEmpty(typed ?? initialValue(element));
  })?.element.action_id;
}

const submissionAnswer = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
  z.object({ response_action: z.literal('clear') }),
]);

/** What a submitted modal turns into by the app's answer: closed, another view, or the same with errors. */
function turnInto({ context: { state } }: ClientParts, view: OpenView, body: string): void {
  const wish = body === '' ? undefined : submissionAnswer.parse(JSON.parse(body));
  const problems = wish !== undefined && 'view' in wish ? validateView(wish.view) : [];
  if (problems.length > 0) throw new Error(`Slack would refuse this modal: ${problems.join('; ')}`);
  // The app may have shown something newer meanwhile.
  const current = state.views.get(view.id)?.hash === view.hash;
  switch (wish?.response_action) {
    case undefined:
      state.views.delete(view.id);
      break;
    case 'clear':
      for (const one of state.views.values()) if (one.rootId === view.rootId) state.views.delete(one.id);
      break;
    case 'push':
      opened(state, { userId: view.userId, rootId: view.rootId, view: wish.view });
      break;
    case 'update':
      if (current) updated(state, view, wish.view);
      break;
    case 'errors':
      state.views.set(view.id, { ...view, errors: wish.errors });
  }
  state.changed();
}
