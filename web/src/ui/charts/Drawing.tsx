import type { ReactNode } from "react";

interface Props {
  readonly width: number;
  readonly height: number;
  /**
   * What the drawing shows, in a sentence. Without one it is hidden from readers: nothing in it can be reached, and its
   * figure's caption and table say all of it, once and in order.
   */
  readonly label?: string;
  readonly children: ReactNode;
}

/** A chart's SVG: a named group, because a picture's parts could not be reached with the keyboard. */
export function Drawing({ width, height, label, children }: Props) {
  if (label === undefined) {
    return (
      <svg width={width} height={height} aria-hidden="true">
        {children}
      </svg>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws nothing
    <svg width={width} height={height} role="group" aria-label={label}>
      {children}
    </svg>
  );
}
