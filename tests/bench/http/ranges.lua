-- SPDX-License-Identifier: Apache-2.0
-- The windows of 64 KiB a phone asks for, one after the other through a file of 1 MiB.
local window = 64 * 1024
local requests = {}
local next = 0

function init()
  for i = 0, 15 do
    wrk.headers["Range"] = string.format("bytes=%d-%d", i * window, (i + 1) * window - 1)
    requests[i] = wrk.format("GET", wrk.path)
  end
end

function request()
  next = (next + 1) % 16
  return requests[next]
end
