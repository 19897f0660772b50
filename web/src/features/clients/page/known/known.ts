import type { AttributeDefinition, Client } from "../../queries";

/** One thing that is known of a client, or could be. */
export type Known = {
  key: string;
  label: string;
  value: string | null;
  /** `null`: it came with a file, and nobody has said what the client has of it. */
  definition: AttributeDefinition | null;
};

/** First what is known and useful, then what nobody gave a reason for, then what could be known. */
export function knownOf(client: Client, definitions: readonly AttributeDefinition[]): Known[] {
  const rest = new Map(Object.entries(client.attributes));
  const defined = definitions.map((definition): Known => {
    const value = rest.get(definition.key) ?? null;
    rest.delete(definition.key);
    return {
      key: definition.key,
      label: definition.label,
      value,
      definition,
    };
  });
  const others = [...rest].map(
    ([key, value]): Known => ({ key, label: key.replaceAll("_", " "), value, definition: null }),
  );
  return [
    ...defined.filter(({ value }) => value !== null),
    ...others.toSorted((a, b) => a.key.localeCompare(b.key)),
    ...defined.filter(({ value }) => value === null),
  ];
}
