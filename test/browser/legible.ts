import type { Page } from 'playwright-core';

/** WCAG 2.2, 1.4.3: for text of usual size, and for large or bold text. */
const CONTRAST = { usual: 4.5, large: 3 };

/** Texts that can hardly be told from what is behind them, on the whole page or in the window on top. */
export async function illegibleTexts(page: Page): Promise<readonly string[]> {
  return await page.evaluate((contrast) => {
    const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const rgba = (color: string): readonly [number, number, number, number] => {
      if (context === null) throw new Error('no canvas');
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = context.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    };
    const over = (top: readonly number[], below: readonly number[]): number[] =>
      [0, 1, 2].map((index) => (top[index] ?? 0) * (top[3] ?? 1) + (below[index] ?? 0) * (1 - (top[3] ?? 1)));
    const behind = (element: Element | null): number[] => {
      if (element === null) return [255, 255, 255];
      const own = rgba(getComputedStyle(element).backgroundColor);
      return own[3] === 1 ? [...own] : over(own, behind(element.parentElement));
    };
    const light = (color: readonly number[]): number => {
      const [red = 0, green = 0, blue = 0] = color.map((one) => {
        const part = one / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    return [...root.querySelectorAll('*')].flatMap((element) => {
      const text = [...element.childNodes]
        .map((node) => (node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : ''))
        .join('')
        .trim();
      const disabled = element.closest(':disabled') !== null;
      if (!/\p{L}|\p{N}/u.test(text) || disabled || !element.checkVisibility({ opacityProperty: true })) return [];
      const style = getComputedStyle(element);
      const ground = behind(element);
      const lights = [light(over(rgba(style.color), ground)), light(ground)];
      const ratio = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      return ratio >= (isLarge ? contrast.large : contrast.usual) ? [] : [`${ratio.toFixed(2)}: ${text.slice(0, 60)}`];
    });
  }, CONTRAST);
}
