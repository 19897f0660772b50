import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import "./print.css";

/**
 * The page as paper has it: set anew instead of the screen with its buttons. Seen only when somebody prints;
 * while it is there, nothing else is printed.
 */
export function PrintSheet({ children }: { children: ReactNode }) {
  return createPortal(
    <article className="print-sheet" aria-hidden="true">
      {children}
    </article>,
    document.body,
  );
}
