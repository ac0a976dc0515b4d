import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import { useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { diagramIn } from './diagramLanguage';
import { middleOf } from './middle';
import type { ProcessMap } from './api';

export interface DiagramHandle {
  zoom(steps: number): void;
  fit(): void;
}

interface Canvas {
  zoom(to?: number | 'fit-viewport', center?: 'auto'): number;
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  getGraphics(id: string): Element | undefined;
}

interface Overlays {
  add(id: string, type: string, overlay: object): string;
  remove(filter: { type: string }): void;
}

interface Registry {
  get(id: string): { x?: number; y?: number; waypoints?: { x: number; y: number }[] } | undefined;
}

/** How hot an element is, 0 to 5, and what stands on it. */
export interface HeatMark {
  elementId: string;
  tone: number;
  name: string;
  text: string;
  quiet: boolean;
}

/** How often a flow was taken. */
export interface FlowMark {
  flowId: string;
  kind: string;
  count: number;
}

/** bpmn-js draws the diagram once; the counts are laid over it as they change. */
export function Diagram({
  xml,
  counts,
  heat,
  flows,
  label,
  onElement,
  ref,
}: {
  xml: string;
  counts: ProcessMap['counts'];
  heat?: HeatMark[];
  flows?: FlowMark[];
  label: string;
  onElement: (id: string) => void;
  ref?: Ref<DiagramHandle>;
}) {
  const { i18n } = useTranslation();
  const shown = useMemo(() => diagramIn(xml, i18n.language), [xml, i18n.language]);
  const place = useRef<HTMLDivElement>(null);
  const viewer = useRef<NavigatedViewer>(undefined);
  const [drawn, setDrawn] = useState(0);
  const click = useRef(onElement);
  click.current = onElement;

  useEffect(() => {
    const made = new NavigatedViewer({ container: place.current! });
    viewer.current = made;
    let gone = false;
    made
      .importXML(shown)
      .then(() => {
        if (!gone) {
          fit(made, place.current!);
          setDrawn((now) => now + 1);
        }
      })
      .catch((cause: unknown) => {
        if (!gone) {
          throw cause;
        }
      });
    made.on('element.click', (event: { element: { id: string; type: string; labelTarget?: { id: string } } }) => {
      const element = event.element.labelTarget ?? event.element;
      if (!/Process|Collaboration|SequenceFlow|Annotation/.test((event.element as { type: string }).type)) {
        click.current(element.id);
      }
    });
    return () => {
      gone = true;
      made.destroy();
    };
  }, [shown]);

  useEffect(() => {
    if (drawn === 0 || !viewer.current) {
      return;
    }
    const overlays = viewer.current.get<Overlays>('overlays');
    const canvas = viewer.current.get<Canvas>('canvas');
    const registry = viewer.current.get<Registry>('elementRegistry');
    overlays.remove({ type: 'live' });
    const marked: string[] = [];
    for (const { elementId, active, incidents } of counts) {
      if (!registry.get(elementId) || (active === 0 && incidents === 0)) {
        continue;
      }
      overlays.add(elementId, 'live', {
        position: { bottom: 12, left: -10 },
        scale: { min: 0.8, max: 1.2 },
        show: { minZoom: 0.05 },
        html: badge(active, incidents),
      });
      canvas.addMarker(elementId, incidents > 0 ? 'live-incident' : 'live-active');
      marked.push(elementId);
    }
    return () => {
      for (const id of marked) {
        try {
          canvas.removeMarker(id, 'live-incident');
          canvas.removeMarker(id, 'live-active');
        } catch {
          // The diagram was exchanged meanwhile and its elements with it.
        }
      }
    };
  }, [counts, drawn]);

  useEffect(() => {
    if (drawn === 0 || !viewer.current || (!heat && !flows)) {
      return;
    }
    const overlays = viewer.current.get<Overlays>('overlays');
    const canvas = viewer.current.get<Canvas>('canvas');
    const registry = viewer.current.get<Registry>('elementRegistry');
    const marked: [string, string][] = [];
    const mark = (id: string, marker: string) => {
      canvas.addMarker(id, marker);
      marked.push([id, marker]);
    };
    overlays.remove({ type: 'heat' });
    for (const { elementId, tone, name, text, quiet } of heat ?? []) {
      if (registry.get(elementId)) {
        const badge = words(`heat-badge${quiet ? ' quiet' : ''}`, text);
        badge.prepend(words('heat-name', name));
        overlays.add(elementId, 'heat', {
          position: { bottom: -4, left: 0 },
          scale: { min: 0.9, max: 1.2 },
          html: badge,
        });
        mark(elementId, `heat-${tone}`);
      }
    }
    for (const { flowId, kind, count } of flows ?? []) {
      const points = registry.get(flowId)?.waypoints;
      if (points) {
        const middle = middleOf(points);
        overlays.add(flowId, 'heat', {
          position: {
            left: middle.x - Math.min(...points.map(({ x }) => x)),
            top: middle.y - Math.min(...points.map(({ y }) => y)),
          },
          scale: { min: 0.8, max: 1.2 },
          html: words(`flow-badge ${kind.toLowerCase()}`, String(count)),
        });
        mark(flowId, `flow-${kind.toLowerCase()}`);
        // Flows share their lanes: what was counted lies on top.
        const group = canvas.getGraphics(flowId)?.parentNode;
        group?.parentNode?.appendChild(group);
      }
    }
    return () => {
      for (const [id, marker] of marked) {
        try {
          canvas.removeMarker(id, marker);
        } catch {
          // The diagram was exchanged meanwhile and its elements with it.
        }
      }
    };
  }, [heat, flows, drawn]);

  useImperativeHandle(ref, () => ({
    zoom: (steps) => {
      const canvas = viewer.current?.get<Canvas>('canvas');
      canvas?.zoom(Math.min(3, Math.max(0.15, canvas.zoom() * 1.25 ** steps)), 'auto');
    },
    fit: () => viewer.current && fit(viewer.current, place.current!),
  }));

  return <div ref={place} className="diagram" role="region" aria-label={label} />;
}

function fit(viewer: NavigatedViewer, place: HTMLElement) {
  const canvas = viewer.get<Canvas>('canvas');
  const zoom = canvas.zoom('fit-viewport', 'auto');
  canvas.zoom(zoom * 0.96, 'auto');
  // On a phone the whole diagram would be too small to read: begin at its beginning instead.
  if (place.clientWidth < 600) {
    const { viewbox } = canvas as unknown as {
      viewbox(box?: object): { inner: { x: number; y: number; width: number; height: number } };
    };
    const { inner } = viewbox.call(canvas);
    const width = 720;
    viewbox.call(canvas, {
      x: inner.x - 20,
      y: inner.y - 20,
      width,
      height: (width * place.clientHeight) / place.clientWidth,
    });
  }
}

function words(className: string, text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = text;
  return element;
}

function badge(active: number, incidents: number): HTMLElement {
  const element = document.createElement('div');
  element.className = 'live-badges';
  if (active > 0) {
    const count = document.createElement('span');
    count.textContent = String(active);
    element.append(count);
  }
  if (incidents > 0) {
    const count = document.createElement('span');
    count.className = 'bad';
    count.textContent = `! ${incidents}`;
    element.append(count);
  }
  return element;
}
