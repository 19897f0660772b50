import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { isProblem } from "../lib/problem";
import { ErrorState } from "../ui/ErrorState";

/** A page that could not be drawn or loaded; the shell around it stays. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  useEffect(() => {
    if (!isProblem(error)) console.error(error);
  }, [error]);
  return (
    <ErrorState
      level={1}
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
