import type { View } from '@slack/types';
import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { onceMore } from './once-more.js';

const platformError = z.object({ code: z.literal(ErrorCode.PlatformError), data: z.object({ error: z.string() }) });
const openedSchema = z.object({ view: z.object({ id: z.string() }) });

/** Slack's errors for a view that its reader has closed meanwhile, or that another has replaced (docs.slack.dev views.update). */
const CLOSED_VIEW: ReadonlySet<string> = new Set(['not_found', 'view_not_found', 'hash_conflict']);

/** Slack's errors for a trigger that was used or is older than 3 s (docs.slack.dev views.open). */
const TRIGGER_GONE: ReadonlySet<string> = new Set(['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id']);

/** True when a modal was not opened because it took too long. */
export function isNotOpened(error: unknown): boolean {
  const refused = platformError.safeParse(error);
  return refused.success && TRIGGER_GONE.has(refused.data.data.error);
}

/**
 * Opens a modal and gives its id; with `onTop` above the one in which the trigger was clicked. Throws when Slack does
 * not open it, for example because the trigger is older than 3 s.
 */
export async function openModal(
  client: WebClient,
  modal: { readonly triggerId: string; readonly view: View; readonly onTop?: boolean },
): Promise<string> {
  const wanted = { trigger_id: modal.triggerId, view: modal.view };
  const answer = await (modal.onTop === true ? client.views.push(wanted) : client.views.open(wanted));
  return openedSchema.parse(answer).view.id;
}

/**
 * Puts something else into an open modal. Mostly without Slack's hash: it is the same person's next view, and the one it
 * replaces is only a waiting view. With it, where it must not cover what came meanwhile. True when it is shown, false
 * when the person has closed the modal or has gone on.
 */
export async function showInModal(
  client: WebClient,
  modal: { readonly viewId: string; readonly view: View; readonly onlyOver?: string | undefined },
): Promise<boolean> {
  const { viewId, view, onlyOver } = modal;
  try {
    await onceMore(async () => await client.views.update({ view_id: viewId, view, ...(onlyOver !== undefined && { hash: onlyOver }) }));
    return true;
  } catch (error) {
    const refused = platformError.safeParse(error);
    if (refused.success && CLOSED_VIEW.has(refused.data.data.error)) return false;
    throw error;
  }
}

/** Something was thrown while a modal was open that its reader waits in: there they are told. */
export class ThrownInModal extends Error {
  readonly viewId: string;

  constructor(viewId: string, cause: unknown) {
    super('thrown while a modal was filled', { cause });
    this.viewId = viewId;
  }
}

/** Fills a modal that was opened for a request that came from elsewhere. */
export async function fillModal(viewId: string, fill: () => Promise<void>): Promise<void> {
  try {
    await fill();
  } catch (error) {
    throw new ThrownInModal(viewId, error);
  }
}
