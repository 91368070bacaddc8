import type { ModalView } from '@slack/types';
import type { UserId } from '../../domain/ids.js';
import { mayChangeSettings } from '../../use-cases/settings/right-to-settings.js';
import { showSettings } from '../../use-cases/settings/show-settings.js';
import { showInModal } from '../modal.js';
import { sayView } from '../say.js';
import type { Surface } from '../surface.js';
import type { Text } from '../text/text.js';
import { settingsView } from './view.js';

/** What every part of the settings shows and checks in the same way. */
export interface SettingsPresenter {
  /** A modal that says one thing. */
  say(said: string, text: Text): ModalView;
  /** What whoever is no admin sees, written to the log; undefined for an admin. Asked at every click, whatever was shown to whom. */
  refusal(userId: UserId, route: string): ModalView | undefined;
  /** The settings in an open modal, with what was just done. */
  show(at: { readonly viewId: string; readonly userId: UserId }, noticeOf?: (text: Text) => readonly string[]): Promise<void>;
}

export function createPresenter({ desk, languages, views, practice, log }: Surface): SettingsPresenter {
  const say = (said: string, text: Text): ModalView => sayView(said, { text, practice, title: text.settings.title });
  return {
    say,
    refusal: (userId, route) => {
      if (mayChangeSettings(desk, userId)) return undefined;
      log.warn('settings refused', { userId, route });
      const text = languages.known(userId);
      return say(text.settings.notAnAdmin, text);
    },
    show: async ({ viewId, userId }, noticeOf) => {
      const [shown, text] = await Promise.all([showSettings(desk, userId), languages.of(userId)]);
      const notice = noticeOf?.(text) ?? [];
      const view = shown.kind === 'settings' ? settingsView(shown, { text, practice, notice }) : say(text.settings.notAnAdmin, text);
      await showInModal(views, { viewId, view });
    },
  };
}
