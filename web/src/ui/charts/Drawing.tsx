import type { ReactNode } from "react";

interface Props {
  readonly width: number;
  readonly height: number;
  /** What the drawing shows, in a sentence. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A chart's SVG: a named group, because a picture's parts could not be reached with the keyboard. */
export function Drawing({ width, height, label, children }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws nothing
    <svg width={width} height={height} role="group" aria-label={label}>
      {children}
    </svg>
  );
}
