import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import styles from './virtualRows.module.css';

/** A long list that draws what is in sight and a little more; how long it is, a screen reader hears all the same. */
export function VirtualRows<T>({
  items,
  keyOf,
  height,
  children,
}: {
  items: T[];
  keyOf: (item: T) => string;
  /** About how high a row is, in pixels. */
  height: number;
  children: (item: T) => ReactNode;
}) {
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop(list.current?.offsetTop ?? 0), []);
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => height,
    getItemKey: (index) => keyOf(items[index]),
    overscan: 6,
    scrollMargin: top,
    // What is not laid out is about as high as the others.
    measureElement: (row) => row.getBoundingClientRect().height || height,
  });
  return (
    <ul ref={list} className={`rows ${styles.list}`} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ key, index, start }) => (
        <li
          key={key}
          ref={rows.measureElement}
          data-index={index}
          aria-setsize={items.length}
          aria-posinset={index + 1}
          className={styles.row}
          style={{ transform: `translateY(${start - top}px)` }}
        >
          {children(items[index])}
        </li>
      ))}
    </ul>
  );
}
