import heapq


def beam_search(step, beam_width, eos, max_length, length_penalty=0.0):
    beam, done = [(0.0, ())], []
    for n in range(1, max_length + 1):
        heap = []
        for total, tokens in beam:
            for token, logp in enumerate(step(tokens)):
                if logp == float("-inf"):
                    continue
                item = (total + logp, tokens + (token,))
                if len(heap) < beam_width:
                    heapq.heappush(heap, item)
                else:
                    heapq.heappushpop(heap, item)
        beam = []
        for item in heap:
            if item[1][-1] == eos or n == max_length:
                done.append((item[0] / n**length_penalty, item[1]))
            else:
                beam.append(item)
    return [(list(tokens), score) for score, tokens in heapq.nlargest(beam_width, done)]
