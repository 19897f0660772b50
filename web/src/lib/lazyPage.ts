import type { ComponentType } from "react";

type Page = { default: ComponentType };
const pages = import.meta.glob<Page>("../features/*/*Page.tsx");

/** A feature's page by path. */
export async function page(path: string): Promise<Page> {
  const load = pages[`../features/${path}.tsx`];
  if (!load) return { default: () => `features/${path}.tsx is not there yet` };
  return load();
}
