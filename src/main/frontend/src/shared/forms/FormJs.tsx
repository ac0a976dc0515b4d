import { Form } from '@bpmn-io/form-js-viewer';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import flatpickr from 'flatpickr';
import { english } from 'flatpickr/dist/esm/l10n/default';
import { Mandarin } from 'flatpickr/dist/esm/l10n/zh';
import { useEffect, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { oneLanguage } from './formLanguage';
import { en, zh } from './formTexts';

export interface FormHandle {
  /** What is being typed is taken over first, as if its field had been left. */
  submit(): Promise<{ data: Record<string, unknown>; invalid: boolean }>;
  /** Keys of the fields, for matching a problem document to them. */
  fields(): string[];
  /** Says at the fields what is wrong with them, and goes to the first. */
  complain(messages: Map<string, string[]>): void;
  fill(values: Record<string, unknown>): void;
}

interface Component {
  id: string;
  key?: string;
  type: string;
  properties?: Record<string, string>;
  components?: Component[];
}

// Focus would open a list, and the tap of somebody who wants to open it would close it again.
const TYPED_INTO = 'textarea, input:not(.fjs-select-hidden-input)';

/** Renders a form-js schema. The element belongs to form-js, React only keeps it in place. */
export function FormJs({
  schema,
  data,
  onChange,
  onSubmit,
  onReady,
  autoFocus = false,
  enterSubmits = false,
  below,
  ref,
}: {
  schema: Record<string, unknown>;
  data: Record<string, unknown>;
  onChange: (data: Record<string, unknown>) => void;
  onSubmit: () => void;
  /** The form can be sent: what is pressed before would be lost. */
  onReady?: () => void;
  /** The form is what its page is for: it begins in its first field. */
  autoFocus?: boolean;
  /** Whether Enter in a line of text sends the form, and not only Ctrl and Enter. */
  enterSubmits?: boolean;
  /** What the workbench adds below the field with this key, if the form has it. */
  below?: { field: string; content: ReactNode };
  ref?: Ref<FormHandle>;
}) {
  const { i18n } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [slot] = useState(() => document.createElement('div'));
  const belowField = below?.field;
  const form = useRef<Form>(undefined);
  const change = useRef(onChange);
  const send = useRef(onSubmit);
  const arrived = useRef(onReady);
  const initial = useRef(data);
  change.current = onChange;
  send.current = onSubmit;
  arrived.current = onReady;

  useEffect(() => {
    flatpickr.localize(i18n.language === 'en' ? english : Mandarin);
    const created = new Form({ container: place.current! });
    form.current = created;
    let ready = false;
    void created.importSchema(oneLanguage(withoutButtons(schema), i18n.language) as never, initial.current).then(() => {
      ready = true;
      arrived.current?.();
    });
    created.on('changed', (event: { data: Record<string, unknown> }) => {
      if (ready) {
        initial.current = event.data;
        change.current(event.data);
      }
    });
    const root = place.current!;
    // Leaving a field may take its complaint away, and move what is being pressed from under the press: it is left afterwards.
    const keepField = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('label, [type="radio"], [type="checkbox"]')) {
        event.preventDefault();
      }
    };
    root.addEventListener('mousedown', keepField);
    const texts = i18n.language === 'en' ? en : zh;
    let focused = !autoFocus;
    const stop = whenDrawn(place.current!, (root) => {
      translateMessages(root, texts);
      giveKeyboards(root, schema);
      const column = belowField && columnOf(root, schema, belowField);
      if (column && slot.parentElement !== column) {
        column.append(slot);
      }
      const first = focused ? null : root.querySelector<HTMLElement>(TYPED_INTO);
      if (first) {
        focused = true;
        first.focus();
      }
    });
    return () => {
      root.removeEventListener('mousedown', keepField);
      stop();
      created.destroy();
    };
  }, [schema, i18n.language, autoFocus, belowField, slot]);

  const toFirstWrong = () =>
    requestAnimationFrame(() =>
      place.current
        ?.querySelector<HTMLElement>(
          TYPED_INTO.split(', ')
            .map((kind) => `.fjs-has-errors ${kind}`)
            .join(', '),
        )
        ?.focus(),
    );

  useImperativeHandle(ref, () => ({
    submit: async () => {
      await leaveField();
      const { data: answered, errors } = form.current!.submit() as {
        data: Record<string, unknown>;
        errors: Record<string, unknown>;
      };
      const invalid = Object.keys(errors).length > 0;
      if (invalid) {
        toFirstWrong();
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
      innards(form.current!)._setState({ errors });
      toFirstWrong();
    },
    fill: (values) => {
      const inside = innards(form.current!);
      const filled = flat(schema).filter(({ key }) => key && key in values);
      const { data: now, errors: before } = inside._getState();
      inside._setState({
        data: { ...now, ...Object.fromEntries(filled.map(({ key }) => [key, values[key!]])) },
        errors: Object.fromEntries(Object.entries(before).filter(([id]) => !filled.some((one) => one.id === id))),
      });
    },
  }));

  return (
    // eslint-disable-next-line jsx-a11y-x/no-static-element-interactions -- Ctrl+Enter comes from the fields inside
    <div
      ref={place}
      className="form-js"
      onKeyDown={(event) => {
        const inLine =
          enterSubmits &&
          event.target instanceof HTMLElement &&
          event.target.matches('.fjs-form-field-textfield input');
        if (event.key === 'Enter' && (event.ctrlKey || (inLine && !event.nativeEvent.isComposing))) {
          send.current();
        }
      }}
    >
      {below && createPortal(below.content, slot)}
    </div>
  );
}

/** form-js has no public way to say what a server found, nor to fill in a field of a form that is on the screen. */
const innards = (form: Form) =>
  form as unknown as {
    _setState(state: object): void;
    _getState(): { data: Record<string, unknown>; errors: Record<string, string[]> };
  };

function flat(schema: Record<string, unknown> | Component): Component[] {
  const components = (schema.components ?? []) as Component[];
  return components.flatMap((component) => [component, ...flat(component)]);
}

/** The workbench has its own button, in its own language; a second one below it would only confuse. */
function withoutButtons(schema: Record<string, unknown>): Record<string, unknown> {
  const components = ((schema.components ?? []) as Component[]).filter((component) => component.type !== 'button');
  return { ...schema, components };
}

/** Where form-js has drawn a field: ids of its elements end with the id of the component. */
const columnOf = (root: HTMLElement, schema: Record<string, unknown>, key: string) => {
  const component = flat(schema).find((candidate) => candidate.key === key);
  return component && root.querySelector(`[id*="-${CSS.escape(component.id)}"]`)?.closest('.fjs-layout-column');
};

/** A phone shows the keyboard that the form's owner names in the field's properties, `inputmode: tel`. */
function giveKeyboards(root: HTMLElement, schema: Record<string, unknown>) {
  for (const { key, properties } of flat(schema)) {
    const input = key && properties?.inputmode && columnOf(root, schema, key)?.querySelector('input');
    if (input) {
      input.inputMode = properties.inputmode;
    }
  }
}

/** form-js speaks English only: its messages and placeholders are exchanged where they appear. */
function translateMessages(root: HTMLElement, texts: [RegExp, string][]) {
  const translate = (text: string) => {
    for (const [pattern, replacement] of texts) {
      if (pattern.test(text)) {
        return text.replace(pattern, replacement);
      }
    }
    return text;
  };
  root
    .querySelectorAll('.fjs-form-field-error li, .fjs-select-placeholder, .fjs-input-group select option')
    .forEach((node) => {
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
}

/** Looks at what form-js has drawn, now and whenever it draws anew. */
function whenDrawn(root: HTMLElement, look: (root: HTMLElement) => void): () => void {
  const observer = new MutationObserver(() => look(root));
  observer.observe(root, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['placeholder'],
  });
  look(root);
  return () => observer.disconnect();
}

/** What is being typed counts when its field is left; the form takes it over in the frame after. */
async function leaveField() {
  if (document.activeElement instanceof HTMLElement) {
    document.activeElement.blur();
  }
  for (let frames = 0; frames < 2; frames++) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}
