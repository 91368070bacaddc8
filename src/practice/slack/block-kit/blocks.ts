import { z } from 'zod';
import { accessory, actionsElement, image, inputElement } from './elements.js';
import { anyText, blockId, plainText, url } from './objects.js';

/** Blocks (docs.slack.dev/reference/block-kit/blocks): those that this app or its near relatives would use. Any other is refused. */
const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'must have text or fields');

const context = z.strictObject({
  type: z.literal('context'),
  block_id: blockId,
  elements: z
    .array(z.discriminatedUnion('type', [...anyText(2000).options, image]))
    .min(1)
    .max(10),
});
const divider = z.strictObject({ type: z.literal('divider'), block_id: blockId });
const header = z.strictObject({ type: z.literal('header'), block_id: blockId, text: plainText(150) });
const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId,
  elements: z.array(actionsElement).min(1).max(25),
});
const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
});
const picture = z.strictObject({
  type: z.literal('image'),
  block_id: blockId,
  image_url: url,
  alt_text: z.string().min(1).max(2000),
  title: plainText(2000).optional(),
});
const markdown = z.strictObject({ type: z.literal('markdown'), block_id: blockId, text: z.string().min(1).max(12_000) });
const richText = z.strictObject({ type: z.literal('rich_text'), block_id: blockId, elements: z.array(z.looseObject({})).min(1) });
const alert = z.strictObject({
  type: z.literal('alert'),
  block_id: blockId,
  text: anyText(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) }),
  z.strictObject({ type: z.literal('raw_number'), number: z.number() }),
  z.strictObject({ type: z.literal('rich_text'), elements: z.array(z.looseObject({})).min(1) }),
]);
const table = z.strictObject({
  type: z.literal('table'),
  block_id: blockId,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z.array(z.looseObject({}).nullable()).max(20).optional(),
});

const label = z.string().min(1).max(20);
const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label, value: z.number().positive() }))
    .min(1)
    .max(12),
});
const cartesian = (type: 'bar' | 'line' | 'area') =>
  z
    .strictObject({
      type: z.literal(type),
      series: z
        .array(
          z.strictObject({
            name: label,
            data: z
              .array(z.strictObject({ label, value: z.number() }))
              .min(1)
              .max(20),
          }),
        )
        .min(1)
        .max(12),
      axis_config: z.strictObject({
        categories: z.array(label).min(1).max(20),
        x_label: z.string().max(50).optional(),
        y_label: z.string().max(50).optional(),
      }),
    })
    .refine(
      ({ series, axis_config: { categories } }) =>
        series.every(({ data }) => data.length === categories.length && data.every((point, index) => point.label === categories[index])),
      'labels must equal the categories of the axis',
    );
const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: blockId,
  title: z.string().min(1).max(50),
  chart: z.discriminatedUnion('type', [pie, cartesian('bar'), cartesian('line'), cartesian('area')]),
});

const EVERYWHERE = [section, context, divider, header, actions, input, picture, markdown, richText] as const;

export const modalBlock = z.discriminatedUnion('type', [...EVERYWHERE, alert]);
export const messageBlock = z.discriminatedUnion('type', [...EVERYWHERE, table, dataVisualization]);
export const homeBlock = z.discriminatedUnion('type', EVERYWHERE);

export type Block = z.output<typeof modalBlock> | z.output<typeof messageBlock>;
