import { describe, expect, it } from 'vitest';
import { Problem, atFields, problemOf } from './problem';

const problem = (errors: { field: string; message: string }[], detail = 'Please check.') =>
  new Problem(400, { title: 'Bad', detail, errors });

describe('a problem document', () => {
  it('shows at the field that it names', () => {
    const { fields, others } = atFields(problem([{ field: 'phone', message: 'no phone' }]), ['name', 'phone']);
    expect(fields.get('phone')).toEqual(['no phone']);
    expect(others).toEqual([]);
  });

  it('finds the field behind a path, whichever side has the longer one', () => {
    expect(atFields(problem([{ field: 'contact.summary', message: 'm' }]), ['summary']).fields.get('summary')).toEqual(['m']);
    expect(atFields(problem([{ field: 'summary', message: 'm' }]), ['contact.summary']).fields.get('contact.summary')).toEqual(['m']);
    expect(atFields(problem([{ field: '/contact/summary', message: 'm' }]), ['summary']).fields.get('summary')).toEqual(['m']);
  });

  it('does not take a field for one that only ends alike', () => {
    expect(atFields(problem([{ field: 'username', message: 'm' }]), ['name']).fields.size).toBe(0);
  });

  it('keeps what belongs to no field, with its name', () => {
    expect(atFields(problem([{ field: 'utm', message: 'too long' }]), ['name']).others).toEqual(['utm: too long']);
  });

  it('says its detail when it names no field', () => {
    expect(atFields(problem([]), ['name']).others).toEqual(['Please check.']);
  });

  it('is made of a status alone when a proxy answered', async () => {
    const made = await problemOf(new Response('<html>', { status: 502 }));
    expect(made.status).toBe(502);
    expect(made.message).toBe('HTTP 502');
    expect(made.errors).toEqual([]);
  });
});
