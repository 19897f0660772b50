import { Skeleton } from "../../../ui/Skeleton";

/** The room that the form of a touchpoint takes. */
export function FormSkeleton() {
  return <Skeleton height={352} />;
}
