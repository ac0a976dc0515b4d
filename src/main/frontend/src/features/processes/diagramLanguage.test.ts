import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagramIn } from './diagramLanguage';
import { namesIn } from './elements';

const processes = resolve(import.meta.dirname, '../../../../../../processes');
const diagrams = [
  'lead-response/lead-response.bpmn',
  'opportunity-stages/opportunity-stages.bpmn',
  'contract-approval/contract-approval.bpmn',
  'green-channel/green-channel.bpmn',
];

/** Messages and errors have names for programs, which no diagram shows. */
const drawn = (xml: string) => new Map([...namesIn(xml)].filter(([id]) => !/^(message|error)_/.test(id)));

describe('the labels of a diagram', () => {
  it.each(diagrams)('are read in one language: %s', (file) => {
    const xml = readFileSync(resolve(processes, file), 'utf8');
    const both = drawn(xml);
    const zh = drawn(diagramIn(xml, 'zh-CN'));
    const en = drawn(diagramIn(xml, 'en'));
    expect(zh.size).toBe(both.size);
    expect(both.size).toBeGreaterThan(10);
    for (const [id, name] of en) {
      expect(name, id).not.toMatch(/[\u4e00-\u9fff]/);
    }
    for (const [id, name] of zh) {
      expect(name, id).toMatch(/[\u4e00-\u9fff]/);
      expect(name, id).not.toMatch(/[\u4e00-\u9fff\uff00-\uffef] +[A-Z][a-z]+ [a-z]+/);
    }
  });
});
