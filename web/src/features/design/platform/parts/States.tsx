import { ErrorState } from "../../../../ui/ErrorState";
import { PageHeader } from "../../../../ui/PageHeader";
import { SkeletonRows } from "../../../../ui/Skeleton";

/** A page that is loading has a heading, too. */
export function Loading({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <SkeletonRows rows={7} />
    </>
  );
}

export function Failed({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  return (
    <>
      <PageHeader title={title} />
      <ErrorState error={error} onRetry={onRetry} />
    </>
  );
}
