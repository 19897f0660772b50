export function PagePending() {
  return <p aria-busy="true" />;
}
