import type { ReasonRefusal } from '../../domain/reason-book.js';
import type { CancelCode } from '../../domain/reason.js';

/** What is said about the reasons in the settings. */
export interface ReasonsText {
  readonly title: string;
  readonly change: string;
  summary(offered: number, hidden: number, added: number): string;
  readonly explained: string;
  uses(cases: number, drafts: number): string;
  readonly hidden: string;
  readonly added: string;
  renamedFrom(name: string): string;
  readonly noteRequired: string;
  readonly alwaysApproved: string;
  readonly alwaysOffered: string;
  readonly inUse: string;
  readonly rename: string;
  readonly hide: string;
  readonly show: string;
  readonly delete: string;
  sureDelete(name: string): string;
  readonly add: string;
  readonly addTitle: string;
  readonly renameTitle: string;
  readonly field: Readonly<Record<'name' | 'code' | 'causedBy' | 'rules' | 'template', string>>;
  readonly hint: Readonly<Record<'name' | 'ownName' | 'code' | 'causedBy', string>>;
  readonly code: Readonly<Record<CancelCode, string>>;
  readonly causedBy: Readonly<Record<'seller' | 'buyer', string>>;
  readonly save: string;
  readonly done: Readonly<Record<'rename' | 'hide' | 'show' | 'delete' | 'add', string>>;
  readonly refusal: Readonly<Record<ReasonRefusal, string>>;
}
