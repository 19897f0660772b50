import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ClientComboBox, clientLabel } from "./ClientComboBox";
import { type FoundClient, useFoundClients } from "./queries";

type Props = {
  label: string;
  value: FoundClient | null;
  onChange: (client: FoundClient | null) => void;
  nobody?: string;
  hint?: ReactNode;
  error?: string | undefined;
  autoFocus?: boolean;
};

/** One of the clients there are, found by the server as one types. What is typed without choosing is nobody. */
export function ClientPicker({ label, value, onChange, error, ...rest }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(value ? clientLabel(value) : "");
  const [left, setLeft] = useState(false);
  const found = useFoundClients(text);
  // The field tells of its new text right after the choice, before the choice has come back as `value`.
  const chosen = useRef(value);
  const choose = (client: FoundClient) => {
    chosen.current = client;
    setText(clientLabel(client));
    onChange(client);
  };
  const typed = text.trim().toLowerCase();
  return (
    <ClientComboBox
      label={label}
      text={text}
      onText={(now) => {
        setText(now);
        setLeft(false);
        if (!chosen.current || now === clientLabel(chosen.current)) return;
        chosen.current = null;
        onChange(null);
      }}
      onChoose={({ id, ...client }) => id !== undefined && choose({ id, ...client })}
      onLeave={() => {
        setLeft(true);
        if (chosen.current || typed === "" || found.isPlaceholderData) return;
        // Whoever writes the whole name or key has chosen.
        const [one, another] = (found.data ?? []).filter(
          ({ key, name }) => key.toLowerCase() === typed || name?.toLowerCase() === typed,
        );
        if (one && !another) choose(one);
      }}
      error={error ?? (left && typed !== "" && value === null ? t("list.choose") : undefined)}
      {...rest}
    />
  );
}
