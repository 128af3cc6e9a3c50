// SPDX-License-Identifier: Apache-2.0
#include "reference/Server.h"

#include "reference/HttpExchange.h"
#include "reference/LiveConnections.h"

#include <durus/core/Error.h>

#include <Poco/Net/Context.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/ThreadPool.h>

namespace durus::reference {

namespace {

constexpr int kThreads = 32;
constexpr int kQueued = 128;
constexpr int kTimeoutSeconds = 30;
constexpr int kKeepAliveSeconds = 60;

class ExchangeFactory final : public Poco::Net::HTTPRequestHandlerFactory {
public:
    ExchangeFactory(Dispatcher& dispatcher, std::string scheme)
        : dispatcher_(dispatcher), scheme_(std::move(scheme)) {}

    Poco::Net::HTTPRequestHandler* createRequestHandler(const Poco::Net::HTTPServerRequest&) override {
        return new HttpExchange(dispatcher_, scheme_);
    }

private:
    Dispatcher& dispatcher_;
    std::string scheme_;
};

class Connection final : public Poco::Net::HTTPServerConnection {
public:
    Connection(const Poco::Net::StreamSocket& socket, Poco::Net::HTTPServerParams::Ptr parameters,
               Poco::Net::HTTPRequestHandlerFactory::Ptr factory, LiveConnections& live)
        : HTTPServerConnection(socket, std::move(parameters), std::move(factory)), live_(live) {}

    void run() override {
        const LiveConnections::Entry entry(live_, socket().impl()->sockfd());
        HTTPServerConnection::run();
    }

private:
    LiveConnections& live_;
};

class ConnectionFactory final : public Poco::Net::TCPServerConnectionFactory {
public:
    ConnectionFactory(Poco::Net::HTTPServerParams::Ptr parameters,
                      Poco::Net::HTTPRequestHandlerFactory::Ptr factory, LiveConnections& live)
        : parameters_(std::move(parameters)), factory_(std::move(factory)), live_(live) {}

    Poco::Net::TCPServerConnection* createConnection(const Poco::Net::StreamSocket& socket) override {
        return new Connection(socket, parameters_, factory_, live_);
    }

private:
    Poco::Net::HTTPServerParams::Ptr parameters_;
    Poco::Net::HTTPRequestHandlerFactory::Ptr factory_;
    LiveConnections& live_;
};

Poco::Net::SocketAddress parseAddress(const std::string& address) {
    try {
        return Poco::Net::SocketAddress(address);
    } catch (const Poco::Exception&) {
        throw Error(ErrorCode::InvalidInput, "\"" + address + "\" is not an address to listen on",
                    "Give it as ADDR:PORT, for example 127.0.0.1:8443.");
    }
}

Poco::Net::Context::Ptr makeContext(const TlsFiles& tls) {
    Poco::Net::Context::Params parameters;
    parameters.certificateFile = tls.certificate.string();
    parameters.privateKeyFile = tls.key.string();
    parameters.verificationMode = Poco::Net::Context::VERIFY_NONE;
    try {
        Poco::Net::Context::Ptr context =
            new Poco::Net::Context(Poco::Net::Context::TLS_SERVER_USE, parameters);
        context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
        return context;
    } catch (const Poco::Exception& error) {
        throw Error(ErrorCode::InvalidInput, "cannot use the TLS files: " + error.displayText(),
                    "Give a PEM certificate and its unencrypted PEM key.");
    }
}

Poco::Net::ServerSocket bindTo(const Poco::Net::SocketAddress& address, const std::optional<TlsFiles>& tls) {
    if (!tls && !address.host().isLoopback())
        throw Error(ErrorCode::InvalidInput,
                    "plain http is for loopback addresses only, not for " + address.toString(),
                    "Give --tls-cert and --tls-key.");
    try {
        Poco::Net::ServerSocket socket;
        if (tls) socket = Poco::Net::SecureServerSocket(makeContext(*tls));
        socket.bind(address, true, false); // never SO_REUSEPORT: two backends would share one port
        socket.listen(kQueued);
        return socket;
    } catch (const Poco::Net::NetException& error) {
        throw Error(ErrorCode::Unavailable,
                    "cannot listen on " + address.toString() + ": " + error.displayText());
    }
}

Poco::Net::HTTPServerParams::Ptr makeParameters() {
    Poco::Net::HTTPServerParams::Ptr parameters = new Poco::Net::HTTPServerParams;
    parameters->setMaxThreads(kThreads);
    parameters->setMaxQueued(kQueued);
    parameters->setTimeout(Poco::Timespan(kTimeoutSeconds, 0));
    parameters->setKeepAliveTimeout(Poco::Timespan(kKeepAliveSeconds, 0));
    return parameters;
}

} // namespace

class Server::Wiring {
public:
    Wiring(const std::string& address, const std::optional<TlsFiles>& tls, Dispatcher& dispatcher)
        : scheme_(tls ? "https" : "http"), threads_(1, kThreads), parameters_(makeParameters()),
          server_(new ConnectionFactory(parameters_, new ExchangeFactory(dispatcher, scheme_), live_),
                  threads_, bindTo(parseAddress(address), tls), parameters_),
          address_(server_.socket().address()) {}

    void start() { server_.start(); }

    void stop() {
        server_.stop();
        live_.cutAll();
        threads_.joinAll();
    }

    const Poco::Net::SocketAddress& address() const { return address_; }
    std::string url() const { return scheme_ + "://" + address_.toString(); }

private:
    std::string scheme_;
    LiveConnections live_;
    Poco::ThreadPool threads_;
    Poco::Net::HTTPServerParams::Ptr parameters_;
    Poco::Net::TCPServer server_;
    Poco::Net::SocketAddress address_;
};

Server::Server(const std::string& address, const std::optional<TlsFiles>& tls, Dispatcher& dispatcher)
    : wiring_(std::make_unique<Wiring>(address, tls, dispatcher)) {}

Server::~Server() {
    stop();
}

void Server::start() {
    wiring_->start();
}

void Server::stop() noexcept {
    wiring_->stop();
}

std::uint16_t Server::port() const noexcept {
    return wiring_->address().port();
}

std::string Server::url() const {
    return wiring_->url();
}

} // namespace durus::reference
