import { Alert } from 'antd';
import { useEffect, useRef } from 'react';

/** Why a form was refused as a whole: it is read out, and comes into sight however far down the form was sent. */
export function Refusal({ reasons }: { reasons: string[] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (reasons.length > 0) {
      place.current?.scrollIntoView({ block: 'center' });
      place.current?.focus({ preventScroll: true });
    }
  }, [reasons]);
  return reasons.length > 0 ? (
    <div ref={place} tabIndex={-1}>
      <Alert type="error" role="alert" showIcon title={reasons.join(' ')} />
    </div>
  ) : null;
}
