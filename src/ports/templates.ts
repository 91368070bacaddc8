import type { MessagePurpose } from '../domain/reason.js';

/** What a buyer message may name. Nothing about the buyer is among it. */
export interface TemplateVariables {
  readonly orderId: string;
  /** Product titles, joined; long ones shortened. */
  readonly items: string;
  /** Who signs. */
  readonly senderName: string;
  /** The founding templates promise a refund within so many hours. */
  readonly hours: number;
}

export interface Templates {
  /** BCP 47 languages that this purpose has a template for. */
  languages(purpose: MessagePurpose): readonly string[];
  /** The message as plain text. Throws for a purpose without a template in that language. */
  render(purpose: MessagePurpose, language: string, variables: TemplateVariables): string;
}
