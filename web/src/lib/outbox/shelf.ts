/** Where entries lie until they are sent: survives a reload, a crash and an empty battery. */
export type Shelf<T extends { id: string }> = {
  all: () => Promise<T[]>;
  put: (entry: T) => Promise<void>;
  remove: (id: string) => Promise<void>;
};

const store = "waiting";

/** A shelf in the browser's database. Without one (private windows of some browsers) it lasts as long as the page. */
export function browserShelf<T extends { id: string }>(name: string): Shelf<T> {
  const spare = memoryShelf<T>();
  let opened: Promise<IDBDatabase> | null = null;
  const database = () => {
    opened ??= new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: "id" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return opened;
  };
  const within = async <R>(mode: IDBTransactionMode, act: (objects: IDBObjectStore) => IDBRequest<R>): Promise<R> => {
    const transaction = (await database()).transaction(store, mode);
    const request = act(transaction.objectStore(store));
    return new Promise((resolve, reject) => {
      // What was put is there only when the transaction is through, not when the request is.
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  };
  const orSpare = async <R>(act: () => Promise<R>, otherwise: () => Promise<R>): Promise<R> => {
    if (typeof indexedDB === "undefined") return otherwise();
    try {
      return await act();
    } catch {
      return otherwise();
    }
  };
  return {
    all: () => orSpare(() => within("readonly", (objects) => objects.getAll() as IDBRequest<T[]>), spare.all),
    put: (entry) =>
      orSpare(
        async () => void (await within("readwrite", (objects) => objects.put(entry))),
        () => spare.put(entry),
      ),
    remove: (id) =>
      orSpare(
        async () => void (await within("readwrite", (objects) => objects.delete(id))),
        () => spare.remove(id),
      ),
  };
}

export function memoryShelf<T extends { id: string }>(): Shelf<T> {
  const entries = new Map<string, T>();
  return {
    all: async () => [...entries.values()],
    put: async (entry) => void entries.set(entry.id, entry),
    remove: async (id) => void entries.delete(id),
  };
}
