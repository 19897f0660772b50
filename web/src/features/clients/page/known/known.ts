import type { AttributeDefinition, Client } from "../../queries";

/** One thing that may be known of a client. */
export type Known = { key: string; label: string; value: string | null; definition: AttributeDefinition };

/** What came with a file or another system, and nobody has said what the client has of it. */
export type Unreasoned = { key: string; label: string; value: string };

/** What is known and useful first, then what could be known; apart from it what nobody gave a reason for. */
export function knownOf(
  client: Client,
  definitions: readonly AttributeDefinition[],
): { reasoned: Known[]; unreasoned: Unreasoned[] } {
  const rest = new Map(Object.entries(client.attributes));
  const defined = definitions.map((definition): Known => {
    const { key, label } = definition;
    const value = rest.get(key) ?? null;
    rest.delete(key);
    return { key, label, value, definition };
  });
  return {
    reasoned: [...defined.filter(({ value }) => value !== null), ...defined.filter(({ value }) => value === null)],
    unreasoned: [...rest]
      .map(([key, value]) => ({ key, label: key.replaceAll("_", " "), value }))
      .toSorted((a, b) => a.key.localeCompare(b.key)),
  };
}
