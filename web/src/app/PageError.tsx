import type { ErrorComponentProps } from "@tanstack/react-router";

export function PageError({ error }: ErrorComponentProps) {
  return <p>{String(error)}</p>;
}
