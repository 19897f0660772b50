import { dismissToast, type Toast, toast } from "../../../ui/toasts";

let told: number | undefined;

/** Many changes come one after the other: only the newest is told, the others stand in the history. */
export function tellOnly(text: string, options: Omit<Toast, "id" | "text"> = {}): void {
  if (told !== undefined) dismissToast(told);
  told = toast(text, options);
}
