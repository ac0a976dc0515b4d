import { Form } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import flatpickr from 'flatpickr';
import { english } from 'flatpickr/dist/esm/l10n/default';
import { Mandarin } from 'flatpickr/dist/esm/l10n/zh';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { oneLanguage } from './formLanguage';
import { en, zh } from './formTexts';

export interface FormHandle {
  submit(): { data: Record<string, unknown>; invalid: boolean };
  /** Keys of the fields, for matching a problem document to them. */
  fields(): string[];
  complain(messages: Map<string, string[]>): void;
}

interface Component {
  id: string;
  key?: string;
  type: string;
  components?: Component[];
}

/** Renders a form-js schema. The element belongs to form-js, React only keeps it in place. */
export function FormJs({
  schema,
  data,
  onChange,
  onSubmit,
  ref,
}: {
  schema: Record<string, unknown>;
  data: Record<string, unknown>;
  onChange: (data: Record<string, unknown>) => void;
  onSubmit: () => void;
  ref?: Ref<FormHandle>;
}) {
  const { i18n } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const form = useRef<Form>(undefined);
  const change = useRef(onChange);
  const send = useRef(onSubmit);
  const initial = useRef(data);
  change.current = onChange;
  send.current = onSubmit;

  useEffect(() => {
    flatpickr.localize(i18n.language === 'en' ? english : Mandarin);
    const created = new Form({ container: place.current! });
    form.current = created;
    let ready = false;
    void created.importSchema(oneLanguage(withoutButtons(schema), i18n.language) as never, initial.current).then(() => {
      ready = true;
    });
    created.on('changed', (event: { data: Record<string, unknown> }) => {
      if (ready) {
        initial.current = event.data;
        change.current(event.data);
      }
    });
    const texts = i18n.language === 'en' ? en : zh;
    const stop = translateMessages(place.current!, texts);
    return () => {
      stop();
      created.destroy();
    };
  }, [schema, i18n.language]);

  useImperativeHandle(ref, () => ({
    submit: () => {
      const { data: answered, errors } = form.current!.submit() as {
        data: Record<string, unknown>;
        errors: Record<string, unknown>;
      };
      const invalid = Object.keys(errors).length > 0;
      if (invalid) {
        requestAnimationFrame(() =>
          // Focus would open a list, and the tap of somebody who wants to open it would close it again.
          place.current
            ?.querySelector<HTMLElement>(
              '.fjs-has-errors textarea, .fjs-has-errors input:not(.fjs-select-hidden-input)',
            )
            ?.focus(),
        );
      }
      return { data: answered, invalid };
    },
    fields: () => flat(schema).flatMap((component) => (component.key ? [component.key] : [])),
    complain: (messages) => {
      const errors: Record<string, string[]> = {};
      for (const component of flat(schema)) {
        const found = component.key && messages.get(component.key);
        if (found) {
          errors[component.id] = found;
        }
      }
      (form.current as unknown as { _setState(state: object): void })._setState({ errors });
    },
  }));

  return (
    <div
      ref={place}
      className="form-js"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) {
          send.current();
        }
      }}
    />
  );
}

function flat(schema: Record<string, unknown> | Component): Component[] {
  const components = (schema.components ?? []) as Component[];
  return components.flatMap((component) => [component, ...flat(component)]);
}

/** The workbench has its own button, in its own language; a second one below it would only confuse. */
function withoutButtons(schema: Record<string, unknown>): Record<string, unknown> {
  const components = ((schema.components ?? []) as Component[]).filter((component) => component.type !== 'button');
  return { ...schema, components };
}

/** form-js speaks English only: its messages and placeholders are exchanged where they appear. */
function translateMessages(root: HTMLElement, texts: [RegExp, string][]): () => void {
  const translate = (text: string) => {
    for (const [pattern, replacement] of texts) {
      if (pattern.test(text)) {
        return text.replace(pattern, replacement);
      }
    }
    return text;
  };
  const sweep = () => {
    root.querySelectorAll('.fjs-form-field-error li, .fjs-select-placeholder, .fjs-input-group select option').forEach((node) => {
      const text = node.textContent ?? '';
      const translated = translate(text);
      if (translated !== text && node.firstChild) {
        node.firstChild.nodeValue = translated;
      }
    });
    root.querySelectorAll<HTMLInputElement>('input[placeholder]').forEach((input) => {
      const translated = translate(input.placeholder);
      if (translated !== input.placeholder) {
        input.placeholder = translated;
      }
    });
  };
  const observer = new MutationObserver(sweep);
  observer.observe(root, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['placeholder'] });
  sweep();
  return () => observer.disconnect();
}
