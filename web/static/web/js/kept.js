// What this device keeps of calls until they are sent: one small store in IndexedDB, keyed by `key`.
const STORE = "calls";
let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("kam", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function within(mode, work) {
  const transaction = (await database()).transaction(STORE, mode);
  const request = work(transaction.objectStore(STORE));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const put = (call) => within("readwrite", (store) => store.put(call));
export const remove = (key) => within("readwrite", (store) => store.delete(key));
export const all = () => within("readonly", (store) => store.getAll());
